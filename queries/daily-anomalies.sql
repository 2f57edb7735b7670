-- purpose: services whose cost of a day left what was usual, once for each change; new ones and those that stopped, too
-- parameters: database, costs, first_month, last_month, today, anomaly_score, anomaly_least_cost, anomaly_days
-- needs: billed_cost, billing_currency, charge_category, charge_period_start, sub_account_id, x_service_code
-- formerly: focus-daily-anomalies
-- columns:
--   first_day          day on which the cost left what was usual, in UTC, YYYY-MM-DD
--   account            usage account (FOCUS: sub account)
--   product_code       for example AmazonEC2; of FOCUS before x_ServiceCode the name of the service
--   region             for example us-east-1; global where the charges name none
--   kind               new, stopped, higher or lower
--   currency_code      of all costs in the row; currencies are never added up
--   status             current for anomaly_days, past afterwards: it was a day of its own, or is usual by now
--   days               unusual days in all, double
--   usual_cost         median of the 28 days before first_day, double
--   unusual_cost       amortised cost of the day that was farthest from it, exact decimal
--   score              how far that day was from it: distance / (1.4826 * median of the distances), double
--   cost_difference    of all unusual days together to usual_cost, double
-- alert:
--   each row of the last 31 days by first_day, account, product_code, region, kind, currency_code when status is current
WITH charges AS (
  SELECT
    CAST(billing_period || '-01' AS DATE) AS month_begin,
    CAST(charge_period_start AS DATE) AS usage_day,
    sub_account_id AS account,
    x_service_code AS product_code,
    COALESCE(NULLIF(region_id, ''), 'global') AS region,
    billing_currency AS currency_code,
    amortised_cost AS cost
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND charge_category = 'Usage'
    AND CAST(charge_period_start AS DATE) <= DATE '${today}'
),
daily AS (
  SELECT
    usage_day,
    account,
    product_code,
    region,
    currency_code,
    SUM(cost) AS day_cost,
    -- without what the first month corrects of months before
    COALESCE(MIN(MIN(IF(usage_day >= month_begin, usage_day))) OVER (), MIN(usage_day) OVER ()) AS report_begin,
    MAX(usage_day) OVER () AS report_end
  FROM charges
  GROUP BY usage_day, account, product_code, region, currency_code
),
-- the last two days are still being billed, unless they ended a month that was over when it was delivered
services AS (
  SELECT
    account,
    product_code,
    region,
    currency_code,
    report_begin,
    CASE
      WHEN report_end = LAST_DAY_OF_MONTH(report_end) AND report_end < DATE '${today}' - INTERVAL '2' DAY THEN report_end
      ELSE GREATEST(report_end - INTERVAL '2' DAY, report_begin)
    END AS last_full_day,
    MAP_AGG(usage_day, day_cost) AS costs
  FROM daily
  GROUP BY account, product_code, region, currency_code, report_begin, report_end
  HAVING MAX(ABS(day_cost)) >= ${anomaly_least_cost}
),
-- a day without charges costs 0
days AS (
  SELECT
    account,
    product_code,
    region,
    currency_code,
    last_full_day,
    usage_day,
    COALESCE(ELEMENT_AT(costs, usage_day), 0) AS exact_cost,
    COALESCE(CAST(ELEMENT_AT(costs, usage_day) AS DOUBLE), 0) AS day_cost
  FROM services
  CROSS JOIN UNNEST(SEQUENCE(report_begin, last_full_day, INTERVAL '1' DAY)) AS calendar (usage_day)
),
histories AS (
  SELECT
    days.*,
    ARRAY_AGG(day_cost) OVER (
      PARTITION BY account, product_code, region, currency_code ORDER BY usage_day ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING
    ) AS before,
    LAG(day_cost, DAY(LAST_DAY_OF_MONTH(DATE_ADD('month', -1, usage_day)))) OVER (
      PARTITION BY account, product_code, region, currency_code ORDER BY usage_day
    ) AS month_before
  FROM days
),
sorted AS (
  SELECT
    histories.*,
    ARRAY_SORT(before) AS costs,
    CARDINALITY(before) AS known_days,
    CAST(CEIL(${anomaly_days} * CARDINALITY(before) / 28.0) AS INTEGER) AS level_days
  FROM histories
  WHERE CARDINALITY(before) >= 14
),
-- usual is what anomaly_days of the 28 days cost or passed, what the same weekday did, and the same day of the month before
levels AS (
  SELECT
    sorted.*,
    (ELEMENT_AT(costs, (known_days + 1) / 2) + ELEMENT_AT(costs, (known_days + 2) / 2)) / 2 AS median_cost,
    FILTER(
      ARRAY[
        IF(${anomaly_days} <= 7, ELEMENT_AT(before, -7)),
        ELEMENT_AT(before, -14),
        ELEMENT_AT(before, -21),
        ELEMENT_AT(before, -28),
        month_before,
        ELEMENT_AT(costs, level_days),
        ELEMENT_AT(costs, known_days + 1 - level_days)
      ],
      level -> level IS NOT NULL
    ) AS usual_levels
  FROM sorted
),
distances AS (
  SELECT levels.*, ARRAY_SORT(TRANSFORM(costs, cost -> ABS(cost - median_cost))) AS ordered_distances
  FROM levels
),
spreads AS (
  SELECT
    distances.*,
    1.4826E0 * GREATEST(
      (ELEMENT_AT(ordered_distances, (known_days + 1) / 2) + ELEMENT_AT(ordered_distances, (known_days + 2) / 2)) / 2,
      0.02E0 * ABS(median_cost),
      0.01E0
    ) AS spread
  FROM distances
),
unusual AS (
  SELECT
    spreads.*,
    CASE
      WHEN day_cost - ARRAY_MAX(usual_levels) >= ${anomaly_score} * spread THEN 1
      WHEN ARRAY_MIN(usual_levels) - day_cost >= ${anomaly_score} * spread THEN -1
    END AS direction
  FROM spreads
),
-- the days of one change lie no more than anomaly_days apart
starts AS (
  SELECT
    unusual.*,
    CASE
      WHEN DATE_DIFF('day', LAG(usage_day) OVER (
        PARTITION BY account, product_code, region, currency_code, direction ORDER BY usage_day
      ), usage_day) <= ${anomaly_days} THEN 0
      ELSE 1
    END AS is_first
  FROM unusual
  WHERE direction IS NOT NULL
),
changes AS (
  SELECT
    starts.*,
    SUM(is_first) OVER (
      PARTITION BY account, product_code, region, currency_code, direction ORDER BY usage_day
    ) AS change
  FROM starts
),
summaries AS (
  SELECT
    account,
    product_code,
    region,
    currency_code,
    last_full_day,
    MIN(usage_day) AS first_day,
    COUNT(*) AS days,
    MIN_BY(median_cost, usage_day) AS usual_cost,
    MIN_BY(ARRAY_MAX(TRANSFORM(before, cost -> ABS(cost))), usage_day) AS most_before,
    MAX_BY(exact_cost, direction * (day_cost - median_cost)) AS unusual_cost,
    MAX_BY((day_cost - median_cost) / spread, direction * (day_cost - median_cost)) AS score,
    MAX(direction * (day_cost - median_cost)) AS distance,
    SUM(day_cost) AS cost,
    direction
  FROM changes
  GROUP BY account, product_code, region, currency_code, last_full_day, direction, change
),
named AS (
  SELECT
    summaries.*,
    CASE
      WHEN most_before = 0 THEN 'new'
      WHEN direction = -1 AND unusual_cost = 0 THEN 'stopped'
      WHEN direction = -1 THEN 'lower'
      ELSE 'higher'
    END AS kind,
    IF(DATE_DIFF('day', first_day, last_full_day) < ${anomaly_days}, 'current', 'past') AS status
  FROM summaries
  WHERE distance >= ${anomaly_least_cost}
)
SELECT
  CAST(first_day AS VARCHAR) AS first_day,
  account,
  product_code,
  region,
  kind,
  currency_code,
  status,
  days,
  usual_cost,
  unusual_cost,
  score,
  cost - days * usual_cost AS cost_difference
FROM named
ORDER BY named.first_day DESC, distance DESC, account, product_code, region, currency_code
LIMIT 200
