-- purpose: how much of what savings plans promise to spend is used: utilisation, and what is lost
-- parameters: database, costs, first_month, last_month, utilisation_below, utilisation_until, least_unused_cost
-- needs: savings_plan_savings_plan_a_r_n, savings_plan_total_commitment_to_date, savings_plan_used_commitment
-- columns:
--   billing_period    month of the bill, YYYY-MM
--   savings_plan      ARN; * for all of them
--   currency_code     of all costs in the row; currencies are never added up
--   commitment        what was promised for the month so far, exact decimal
--   used_commitment   of it used, exact decimal
--   utilisation       used_commitment / commitment in percent, double, empty when nothing was promised
--   unused_cost       lost to what was not used, exact decimal
-- alert:
--   utilisation below ${utilisation_below} until ${utilisation_until} by savings_plan, currency_code when savings_plan is *, unused_cost at least ${least_unused_cost}
WITH fees AS (
  SELECT
    billing_period,
    savings_plan_savings_plan_a_r_n AS savings_plan,
    line_item_currency_code AS currency_code,
    CAST(savings_plan_total_commitment_to_date AS DECIMAL(24, 10)) AS commitment,
    CAST(savings_plan_used_commitment AS DECIMAL(24, 10)) AS used_commitment
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND line_item_line_item_type = 'SavingsPlanRecurringFee'
),
groups AS (
  SELECT
    billing_period,
    COALESCE(savings_plan, '*') AS savings_plan,
    currency_code,
    SUM(commitment) AS commitment,
    SUM(used_commitment) AS used_commitment
  FROM fees
  GROUP BY GROUPING SETS ((billing_period, currency_code), (billing_period, currency_code, savings_plan))
)
SELECT
  billing_period,
  savings_plan,
  currency_code,
  commitment,
  used_commitment,
  100 * CAST(used_commitment AS DOUBLE) / NULLIF(CAST(commitment AS DOUBLE), 0) AS utilisation,
  commitment - used_commitment AS unused_cost
FROM groups
ORDER BY billing_period, savings_plan <> '*', commitment DESC, savings_plan, currency_code
