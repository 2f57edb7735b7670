-- purpose: how much of each month carries no value of the tag, and which services that is
-- parameters: database, costs, first_month, last_month, tag_column
-- columns:
--   billing_period     month of the bill, YYYY-MM
--   product_code       for example AmazonEC2
--   currency_code      of all costs in the row; currencies are never added up
--   total_cost         amortised cost of the product: unused commitments are untagged, exact decimal
--   untagged_cost      of it without a value of the tag, exact decimal
--   untagged_share     untagged_cost / total_cost, double, empty when the total is zero
--   month_share        untagged cost of all products / total cost of the month, double, empty when the total is zero
WITH products AS (
  SELECT
    billing_period,
    line_item_product_code AS product_code,
    line_item_currency_code AS currency_code,
    COALESCE(SUM(amortised_cost), 0) AS total_cost,
    COALESCE(SUM(CASE WHEN COALESCE("${tag_column}", '') = '' THEN amortised_cost END), 0) AS untagged_cost
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
  GROUP BY billing_period, line_item_product_code, line_item_currency_code
),
shares AS (
  SELECT
    products.*,
    CAST(SUM(total_cost) OVER (PARTITION BY billing_period, currency_code) AS DOUBLE) AS month_total,
    CAST(SUM(untagged_cost) OVER (PARTITION BY billing_period, currency_code) AS DOUBLE) AS month_untagged
  FROM products
)
SELECT
  billing_period,
  product_code,
  currency_code,
  total_cost,
  untagged_cost,
  CAST(untagged_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS untagged_share,
  month_untagged / NULLIF(month_total, 0) AS month_share
FROM shares
ORDER BY billing_period, untagged_cost DESC, product_code, currency_code
