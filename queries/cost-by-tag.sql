-- purpose: who spends: amortised cost by the value of one tag and by product, what has no tag shown as such
-- parameters: database, costs, first_month, last_month, tag_column
-- columns:
--   tag_value            value of the tag; (untagged) for line items without one
--   product_code         for example AmazonEC2
--   currency_code        of all costs in the row; currencies are never added up
--   total_cost           amortised cost: fees of commitments stand where these are used, unused ones are untagged, exact decimal
--   unblended_cost       as it is billed, exact decimal
--   tag_cost             total_cost of all products under this value, exact decimal
--   transfer_share       share of data transfer in total_cost, double, empty when the total is zero
--   reserved_share       share of DiscountedUsage, RIFee and Fee in total_cost, double, empty when the total is zero
WITH line_items AS (
  SELECT
    CASE WHEN COALESCE("${tag_column}", '') = '' THEN '(untagged)' ELSE "${tag_column}" END AS tag_value,
    line_item_product_code AS product_code,
    line_item_currency_code AS currency_code,
    amortised_cost AS cost,
    CAST(line_item_unblended_cost AS DECIMAL(24, 10)) AS unblended_cost,
    REGEXP_LIKE(line_item_usage_type, 'DataTransfer|(In|Out)-A?Bytes') AS is_transfer,
    line_item_line_item_type IN ('DiscountedUsage', 'RIFee', 'Fee') AS is_reserved
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
products AS (
  SELECT
    tag_value,
    product_code,
    currency_code,
    COALESCE(SUM(cost), 0) AS total_cost,
    COALESCE(SUM(unblended_cost), 0) AS unblended_cost,
    COALESCE(SUM(CASE WHEN is_transfer THEN cost END), 0) AS transfer_cost,
    COALESCE(SUM(CASE WHEN is_reserved THEN cost END), 0) AS reserved_cost
  FROM line_items
  GROUP BY tag_value, product_code, currency_code
)
SELECT
  tag_value,
  product_code,
  currency_code,
  total_cost,
  unblended_cost,
  SUM(total_cost) OVER (PARTITION BY tag_value, currency_code) AS tag_cost,
  CAST(transfer_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS transfer_share,
  CAST(reserved_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS reserved_share
FROM products
ORDER BY tag_cost DESC, tag_value, total_cost DESC, product_code, currency_code
