-- purpose: FOCUS: how much of each month was spent under reservations and savings plans, and how much on everything else
-- parameters: database, table, first_month, last_month
-- needs: billedcost, billingcurrency, commitmentdiscountid
-- columns:
--   billing_period        month of the bill, YYYY-MM
--   currency_code         of all costs in the row; currencies are never added up
--   total_cost            billed cost, exact decimal
--   committed_cost        of charges under a commitment discount (reservation, savings plan), purchases of them included, exact decimal
--   not_committed_cost    total_cost - committed_cost, exact decimal
--   committed_share       committed_cost / total_cost, double in 0..1, empty when the total is zero
WITH charges AS (
  SELECT
    billing_period,
    billingcurrency AS currency_code,
    CAST(billedcost AS DECIMAL(24, 10)) AS cost,
    COALESCE(commitmentdiscountid, '') <> '' AS is_committed
  FROM "${database}"."${table}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
months AS (
  SELECT
    billing_period,
    currency_code,
    COALESCE(SUM(cost), 0) AS total_cost,
    COALESCE(SUM(CASE WHEN is_committed THEN cost END), 0) AS committed_cost,
    COALESCE(SUM(CASE WHEN NOT is_committed THEN cost END), 0) AS not_committed_cost
  FROM charges
  GROUP BY billing_period, currency_code
)
SELECT
  billing_period,
  currency_code,
  total_cost,
  committed_cost,
  not_committed_cost,
  CAST(committed_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS committed_share
FROM months
ORDER BY billing_period, currency_code
