-- purpose: what moved most from one month to the next, by service, usage type and resource; a running month up to its last full day, without charges for a whole month
-- parameters: database, costs, first_month, last_month, today, most_services, most_details
-- needs: billed_cost, billing_currency, charge_category, charge_period_start, sub_account_id, x_service_code
-- formerly: focus-top-movers
-- columns:
--   billing_period     the later of the two months, YYYY-MM
--   account            usage account (FOCUS: sub account)
--   product_code       for example AmazonEC2
--   usage_type         for example BoxUsage:m5.large; * for all of the service
--   resource           resource id or ARN; * for all of the usage type
--   currency_code      of all costs in the row; currencies are never added up
--   days               that are compared, of both months the first ones; 31 for all of them, double
--   previous_cost      amortised cost of these days in the month before, exact decimal, 0 when there was none
--   month_cost         amortised cost of these days in the month, exact decimal, 0 when there was none
--   moved_by           month_cost - previous_cost, exact decimal
--   moved_share        moved_by / previous_cost, double, empty when the month before had none
WITH charges AS (
  SELECT
    billing_period,
    CAST(billing_period || '-01' AS DATE) AS month_begin,
    CAST(charge_period_start AS DATE) AS usage_day,
    charge_category = 'Usage' AS is_usage,
    COALESCE(DATE_DIFF('day', charge_period_start, charge_period_end) >= 27, FALSE) AS is_of_month,
    sub_account_id AS account,
    x_service_code AS product_code,
    COALESCE(sku_meter, '') AS usage_type,
    COALESCE(resource_id, '') AS resource,
    billing_currency AS currency_code,
    amortised_cost AS cost
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
known AS (
  SELECT MAX(usage_day) AS report_end FROM charges WHERE is_usage AND usage_day <= DATE '${today}'
),
-- the last two days are still being billed, unless they ended a month that was over when it was delivered
full_days AS (
  SELECT
    DATE_TRUNC('month', last_full_day) AS last_month_begin,
    IF(last_full_day = LAST_DAY_OF_MONTH(last_full_day), 31, DAY(last_full_day)) AS last_month_days
  FROM (
    SELECT
      CASE
        WHEN report_end = LAST_DAY_OF_MONTH(report_end) AND report_end < DATE '${today}' - INTERVAL '2' DAY THEN report_end
        ELSE report_end - INTERVAL '2' DAY
      END AS last_full_day
    FROM known
  )
),
-- of each charge its day, and how many days of its month and of the next one are compared; support, taxes and fees of a
-- whole month bear its first day, but AWS bills them through the month or at its end
dated AS (
  SELECT
    charges.*,
    COALESCE(DATE_DIFF('day', month_begin, usage_day) + 1, 1) AS day_of_month,
    CASE
      WHEN month_begin < last_month_begin THEN 31
      WHEN month_begin = last_month_begin THEN last_month_days
    END AS days,
    CASE
      WHEN DATE_ADD('month', 1, month_begin) < last_month_begin THEN 31
      WHEN DATE_ADD('month', 1, month_begin) = last_month_begin THEN last_month_days
    END AS next_days
  FROM charges
  CROSS JOIN full_days
),
costs AS (
  SELECT
    month_begin,
    days,
    next_days,
    GROUPING(usage_type, resource) AS level,
    account,
    product_code,
    COALESCE(usage_type, '*') AS usage_type,
    COALESCE(resource, '*') AS resource,
    currency_code,
    SUM(IF(days = 31 OR (day_of_month <= days AND NOT is_of_month), cost, 0)) AS month_cost,
    SUM(IF(next_days = 31 OR (day_of_month <= next_days AND NOT is_of_month), cost, 0)) AS next_previous_cost
  FROM dated
  WHERE days IS NOT NULL
  GROUP BY GROUPING SETS (
    (month_begin, days, next_days, account, product_code, currency_code),
    (month_begin, days, next_days, account, product_code, currency_code, usage_type),
    (month_begin, days, next_days, account, product_code, currency_code, usage_type, resource)
  )
),
-- each cost is one of its own month, and one before the next month
moves AS (
  SELECT
    DATE_ADD('month', side, month_begin) AS month_begin,
    IF(side = 0, days, next_days) AS days,
    level,
    account,
    product_code,
    usage_type,
    resource,
    currency_code,
    SUM(IF(side = 0, 0, next_previous_cost)) AS previous_cost,
    SUM(IF(side = 0, month_cost, 0)) AS month_cost,
    SUM(IF(side = 0, month_cost, -next_previous_cost)) AS moved_by,
    MIN(side) AS has_month,
    MAX(side) AS has_previous
  FROM costs
  CROSS JOIN UNNEST(ARRAY[0, 1]) AS sides (side)
  GROUP BY 1, 2, level, account, product_code, usage_type, resource, currency_code
),
pairs AS (
  SELECT
    moves.*,
    MIN(has_month) OVER (PARTITION BY month_begin) = 0 AND MAX(has_previous) OVER (PARTITION BY month_begin) = 1 AS is_pair
  FROM moves
),
ranked AS (
  SELECT
    pairs.*,
    ROW_NUMBER() OVER (
      PARTITION BY month_begin, level ORDER BY ABS(moved_by) DESC, account, product_code, usage_type, resource, currency_code
    ) AS place
  FROM pairs
  WHERE is_pair AND moved_by <> 0 AND usage_type <> '' AND resource <> ''
)
SELECT
  DATE_FORMAT(month_begin, '%Y-%m') AS billing_period,
  account,
  product_code,
  usage_type,
  resource,
  currency_code,
  days,
  previous_cost,
  month_cost,
  moved_by,
  CAST(moved_by AS DOUBLE) / NULLIF(CAST(previous_cost AS DOUBLE), 0) AS moved_share
FROM ranked
WHERE place <= IF(level = 3, ${most_services}, ${most_details})
ORDER BY billing_period DESC, level DESC, place
