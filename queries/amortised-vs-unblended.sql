-- purpose: what amortised costs come to beside the bill, and why they differ: upfront fees fall on other months than they are billed in
-- parameters: database, costs, first_month, last_month
-- columns:
--   billing_period           month of the bill, YYYY-MM
--   currency_code            of all costs in the row; currencies are never added up
--   unblended_cost           as it is billed, exact decimal
--   amortised_cost           fees of commitments stand where these are used, exact decimal
--   net_amortised_cost       the same after discounts, where the report tells them, exact decimal
--   difference               amortised_cost - unblended_cost = amortised_upfront_cost - billed_upfront_cost + rest, exact decimal
--   billed_upfront_cost      upfront fees of reservations and savings plans that are on this bill, exact decimal
--   amortised_upfront_cost   what of upfront fees, of this month or earlier ones, falls on this month, exact decimal
--   rest                     cents that AWS rounds; more means that the report has no column for a part of it, exact decimal
--   unused_commitment_cost   part of amortised_cost: what reservations and savings plans that nobody used cost, exact decimal
WITH line_items AS (
  SELECT
    billing_period,
    line_item_currency_code AS currency_code,
    CAST(line_item_unblended_cost AS DECIMAL(24, 10)) AS unblended_cost,
    amortised_cost,
    net_amortised_cost,
    amortised_upfront_cost,
    unused_commitment_cost,
    line_item_line_item_type IN ('Fee', 'SavingsPlanUpfrontFee') AND amortised_cost = 0 AS is_upfront_fee
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
months AS (
  SELECT
    billing_period,
    currency_code,
    COALESCE(SUM(unblended_cost), 0) AS unblended_cost,
    COALESCE(SUM(amortised_cost), 0) AS amortised_cost,
    COALESCE(SUM(net_amortised_cost), 0) AS net_amortised_cost,
    COALESCE(SUM(CASE WHEN is_upfront_fee THEN unblended_cost END), 0) AS billed_upfront_cost,
    COALESCE(SUM(amortised_upfront_cost), 0) AS amortised_upfront_cost,
    COALESCE(SUM(unused_commitment_cost), 0) AS unused_commitment_cost
  FROM line_items
  GROUP BY billing_period, currency_code
)
SELECT
  billing_period,
  currency_code,
  unblended_cost,
  amortised_cost,
  net_amortised_cost,
  amortised_cost - unblended_cost AS difference,
  billed_upfront_cost,
  amortised_upfront_cost,
  amortised_cost - unblended_cost - amortised_upfront_cost + billed_upfront_cost AS rest,
  unused_commitment_cost
FROM months
ORDER BY billing_period, currency_code
