-- purpose: what each service cost in each month, and until which day that is known
-- parameters: database, costs, first_month, last_month
-- needs: billed_cost, billing_currency, charge_category, charge_period_start, x_service_code
-- formerly: focus-monthly-cost
-- columns:
--   billing_period    month of the bill, YYYY-MM
--   product_code      for example AmazonEC2
--   currency_code     of all costs in the row; currencies are never added up
--   total_cost        amortised cost, exact decimal
--   unblended_cost    what the bill has of it, exact decimal
--   upfront_cost      part of unblended_cost: paid in advance for commitments, exact decimal
--   given_back_cost   part of total_cost: credits, refunds, discounts and corrections, exact decimal, 0 or less
--   last_usage_day    day of its latest usage in UTC, YYYY-MM-DD, empty when there was none; not compared
WITH line_items AS (
  SELECT
    billing_period,
    x_service_code AS product_code,
    billing_currency AS currency_code,
    amortised_cost,
    billed_cost AS unblended_cost,
    charge_category = 'Purchase' AND charge_frequency = 'One-Time' AND commitment_discount_category <> '' AS is_upfront,
    CASE WHEN charge_category = 'Usage' THEN charge_period_start END AS used_at
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
)
SELECT
  billing_period,
  product_code,
  currency_code,
  COALESCE(SUM(amortised_cost), 0) AS total_cost,
  COALESCE(SUM(unblended_cost), 0) AS unblended_cost,
  COALESCE(SUM(IF(is_upfront, unblended_cost)), 0) AS upfront_cost,
  COALESCE(SUM(IF(amortised_cost < 0, amortised_cost)), 0) AS given_back_cost,
  CAST(CAST(MAX(used_at) AS DATE) AS VARCHAR) AS last_usage_day
FROM line_items
GROUP BY billing_period, product_code, currency_code
ORDER BY billing_period, total_cost DESC, product_code, currency_code
