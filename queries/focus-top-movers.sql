-- purpose: FOCUS: which services of which accounts moved most from one month to the next
-- parameters: database, table, first_month, last_month
-- needs: billedcost, billingcurrency, servicename, subaccountid
-- columns:
--   billing_period     the later of the two months, YYYY-MM
--   account            sub account
--   service            for example Amazon Elastic Compute Cloud
--   currency_code      of all costs in the row; currencies are never added up
--   previous_cost      billed cost of the month before, exact decimal, 0 when there was none
--   month_cost         billed cost of the month, exact decimal, 0 when there was none
--   moved_by           month_cost - previous_cost, exact decimal
--   moved_share        moved_by / previous_cost, double, empty when the month before had none
WITH months AS (
  SELECT DISTINCT billing_period
  FROM "${database}"."${table}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
costs AS (
  SELECT
    billing_period,
    subaccountid AS account,
    servicename AS service,
    billingcurrency AS currency_code,
    SUM(CAST(billedcost AS DECIMAL(24, 10))) AS cost
  FROM "${database}"."${table}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
  GROUP BY billing_period, subaccountid, servicename, billingcurrency
),
sides AS (
  SELECT billing_period, account, service, currency_code, cost AS month_cost, cost - cost AS previous_cost FROM costs
  UNION ALL
  SELECT
    DATE_FORMAT(DATE_ADD('month', 1, DATE_PARSE(billing_period, '%Y-%m')), '%Y-%m') AS billing_period,
    account,
    service,
    currency_code,
    cost - cost AS month_cost,
    cost AS previous_cost
  FROM costs
),
moves AS (
  SELECT
    billing_period,
    account,
    service,
    currency_code,
    SUM(previous_cost) AS previous_cost,
    SUM(month_cost) AS month_cost,
    SUM(month_cost) - SUM(previous_cost) AS moved_by
  FROM sides
  GROUP BY billing_period, account, service, currency_code
),
ranked AS (
  SELECT
    moves.*,
    ROW_NUMBER() OVER (
      PARTITION BY moves.billing_period ORDER BY ABS(moved_by) DESC, account, service, currency_code
    ) AS place
  FROM moves
  WHERE billing_period IN (SELECT billing_period FROM months)
    AND DATE_FORMAT(DATE_ADD('month', -1, DATE_PARSE(billing_period, '%Y-%m')), '%Y-%m')
      IN (SELECT billing_period FROM months)
    AND moved_by <> 0
)
SELECT
  billing_period,
  account,
  service,
  currency_code,
  previous_cost,
  month_cost,
  moved_by,
  CAST(moved_by AS DOUBLE) / NULLIF(CAST(previous_cost AS DOUBLE), 0) AS moved_share
FROM ranked
WHERE place <= 20
ORDER BY billing_period DESC, place
