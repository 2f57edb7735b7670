-- purpose: FOCUS: what each service cost in each month, and until which day that is known
-- parameters: database, costs, first_month, last_month
-- needs: billedcost, billingcurrency, effectivecost, servicename, chargecategory, chargeperiodstart
-- columns:
--   billing_period    month of the bill, YYYY-MM
--   service           for example Amazon Elastic Compute Cloud
--   currency_code     of all costs in the row; currencies are never added up
--   total_cost        amortised cost (FOCUS: effective cost), exact decimal
--   billed_cost       what the bill has of it, exact decimal
--   last_usage_day    day of its latest usage in UTC, YYYY-MM-DD, empty when there was none; not compared
WITH line_items AS (
  SELECT
    billing_period,
    servicename AS service,
    billingcurrency AS currency_code,
    amortised_cost,
    CAST(billedcost AS DECIMAL(24, 10)) AS billed_cost,
    CASE WHEN chargecategory = 'Usage' THEN chargeperiodstart END AS used_at
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
)
SELECT
  billing_period,
  service,
  currency_code,
  COALESCE(SUM(amortised_cost), 0) AS total_cost,
  COALESCE(SUM(billed_cost), 0) AS billed_cost,
  CAST(CAST(MAX(used_at) AS DATE) AS VARCHAR) AS last_usage_day
FROM line_items
GROUP BY billing_period, service, currency_code
ORDER BY billing_period, total_cost DESC, service, currency_code
