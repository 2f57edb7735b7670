-- purpose: reservations and savings plans that end soon (cost.commitment.expiring-days): what they pay costs the on-demand price from then on
-- parameters: database, costs, first_month, last_month, today, expiring_days, least_expiring_cost
-- optional: reservation_reservation_a_r_n, reservation_end_time, savings_plan_savings_plan_a_r_n, savings_plan_end_time
-- columns:
--   end_day          day on which it ends, in UTC, YYYY-MM-DD
--   kind             reservation or savings plan
--   commitment       ARN
--   currency_code    of all costs in the row; currencies are never added up
--   days_left        until then, double
--   month_cost       amortised cost of what it paid, and of it where unused, in the month with the most, exact decimal
-- alert:
--   any row of the last 1 days by end_day when month_cost at least ${least_expiring_cost}
WITH charges AS (
  SELECT
    billing_period,
    IF(${savings_plan_savings_plan_a_r_n} <> '', 'savings plan', 'reservation') AS kind,
    COALESCE(NULLIF(${savings_plan_savings_plan_a_r_n}, ''), NULLIF(${reservation_reservation_a_r_n}, '')) AS commitment,
    COALESCE(NULLIF(${savings_plan_end_time}, ''), NULLIF(${reservation_end_time}, '')) AS end_time,
    line_item_currency_code AS currency_code,
    amortised_cost AS cost
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
months AS (
  SELECT
    billing_period,
    kind,
    commitment,
    currency_code,
    TRY(CAST(SUBSTR(MAX(end_time), 1, 10) AS DATE)) AS end_day,
    COALESCE(SUM(cost), 0) AS cost
  FROM charges
  WHERE commitment IS NOT NULL
  GROUP BY billing_period, kind, commitment, currency_code
),
commitments AS (
  SELECT kind, commitment, currency_code, MAX_BY(end_day, billing_period) AS end_day, MAX(cost) AS month_cost
  FROM months
  WHERE end_day IS NOT NULL
  GROUP BY kind, commitment, currency_code
)
SELECT
  CAST(end_day AS VARCHAR) AS end_day,
  kind,
  commitment,
  currency_code,
  DATE_DIFF('day', DATE '${today}', end_day) AS days_left,
  month_cost
FROM commitments
WHERE commitments.end_day BETWEEN DATE '${today}' AND DATE '${today}' + INTERVAL '${expiring_days}' DAY
ORDER BY end_day, month_cost DESC, commitment, currency_code
