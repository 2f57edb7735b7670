-- purpose: FOCUS: how much of reservations and savings plans is used: utilisation, and what is lost
-- parameters: database, costs, first_month, last_month, utilisation_below, utilisation_until, least_unused_cost
-- needs: billedcost, billingcurrency, effectivecost, commitmentdiscountid, commitmentdiscountstatus
-- columns:
--   billing_period    month of the bill, YYYY-MM
--   commitment        commitment discount id; * for all of them
--   currency_code     of all costs in the row; currencies are never added up
--   used_cost         effective cost of what it paid, exact decimal
--   utilisation       used_cost / (used_cost + unused_cost) in percent, double, empty when it cost nothing
--   unused_cost       lost to what was not used, exact decimal
-- alert:
--   utilisation below ${utilisation_below} until ${utilisation_until} by commitment, currency_code when commitment is *, unused_cost at least ${least_unused_cost}
WITH charges AS (
  SELECT
    billing_period,
    commitmentdiscountid AS commitment,
    billingcurrency AS currency_code,
    amortised_cost AS cost,
    unused_commitment_cost AS unused_cost
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND commitmentdiscountstatus IN ('Used', 'Unused')
),
groups AS (
  SELECT
    billing_period,
    COALESCE(commitment, '*') AS commitment,
    currency_code,
    COALESCE(SUM(cost - unused_cost), 0) AS used_cost,
    COALESCE(SUM(unused_cost), 0) AS unused_cost
  FROM charges
  GROUP BY GROUPING SETS ((billing_period, currency_code), (billing_period, currency_code, commitment))
)
SELECT
  billing_period,
  commitment,
  currency_code,
  used_cost,
  100 * CAST(used_cost AS DOUBLE) / NULLIF(CAST(used_cost + unused_cost AS DOUBLE), 0) AS utilisation,
  unused_cost
FROM groups
ORDER BY billing_period, commitment <> '*', unused_cost DESC, commitment, currency_code
