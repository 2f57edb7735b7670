-- purpose: how much of each month was spent on reserved instances, and how much on everything else
-- parameters: database, table, first_month, last_month
-- columns:
--   billing_period       month of the bill, YYYY-MM
--   currency_code        of all costs in the row; currencies are never added up
--   total_cost           unblended cost, exact decimal
--   reserved_cost        line item types DiscountedUsage, RIFee and Fee, exact decimal
--   not_reserved_cost    total_cost - reserved_cost, exact decimal
--   reserved_share       reserved_cost / total_cost, double in 0..1, empty when the total is zero
--   not_reserved_share   not_reserved_cost / total_cost, double in 0..1, empty when the total is zero
--   other_fee_cost       part of reserved_cost: fees that belong to no reservation (domains, support), exact decimal
--   savings_plan_cost    part of not_reserved_cost: what savings plans cost, less what they covered, exact decimal
WITH line_items AS (
  SELECT
    billing_period,
    line_item_currency_code AS currency_code,
    CAST(line_item_unblended_cost AS DECIMAL(24, 10)) AS cost,
    line_item_line_item_type IN ('DiscountedUsage', 'RIFee', 'Fee') AS is_reserved,
    line_item_line_item_type = 'Fee' AND COALESCE(reservation_reservation_a_r_n, '') = '' AS is_other_fee,
    line_item_line_item_type LIKE 'SavingsPlan%' AS is_savings_plan
  FROM "${database}"."${table}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
months AS (
  SELECT
    billing_period,
    currency_code,
    COALESCE(SUM(cost), 0) AS total_cost,
    COALESCE(SUM(CASE WHEN is_reserved THEN cost END), 0) AS reserved_cost,
    COALESCE(SUM(CASE WHEN NOT is_reserved THEN cost END), 0) AS not_reserved_cost,
    COALESCE(SUM(CASE WHEN is_other_fee THEN cost END), 0) AS other_fee_cost,
    COALESCE(SUM(CASE WHEN is_savings_plan THEN cost END), 0) AS savings_plan_cost
  FROM line_items
  GROUP BY billing_period, currency_code
)
SELECT
  billing_period,
  currency_code,
  total_cost,
  reserved_cost,
  not_reserved_cost,
  CAST(reserved_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS reserved_share,
  CAST(not_reserved_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS not_reserved_share,
  other_fee_cost,
  savings_plan_cost
FROM months
ORDER BY billing_period, currency_code
