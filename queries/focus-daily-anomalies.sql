-- purpose: FOCUS: days on which a service cost an account far more or less than usual; the last 48 h are still being billed and left out
-- parameters: database, table, first_month, last_month
-- needs: billedcost, billingcurrency, servicename, subaccountid, chargecategory, chargeperiodstart
-- columns:
--   usage_day          day of the usage in UTC, YYYY-MM-DD
--   account            sub account
--   service            for example Amazon Elastic Compute Cloud
--   currency_code      of all costs in the row; currencies are never added up
--   day_cost           billed cost of that day, exact decimal
--   usual_cost         median of the days of the window, double
--   spread             median of the distances from it (MAD), not less than 0.01, double
--   score              (day_cost - usual_cost) / (1.4826 * spread); rows have 3.5 and more, or -3.5 and less, double
-- alert:
--   any row of the last 7 days by usage_day
WITH line_items AS (
  SELECT
    CAST(chargeperiodstart AS DATE) AS usage_day,
    subaccountid AS account,
    servicename AS service,
    billingcurrency AS currency_code,
    CAST(billedcost AS DECIMAL(24, 10)) AS cost
  FROM "${database}"."${table}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND chargecategory = 'Usage'
),
last_known AS (
  SELECT MAX(usage_day) AS usage_day FROM line_items
),
days AS (
  SELECT usage_day, account, service, currency_code, SUM(cost) AS day_cost
  FROM line_items
  WHERE usage_day <= (SELECT DATE_ADD('day', -2, usage_day) FROM last_known)
  GROUP BY usage_day, account, service, currency_code
),
medians AS (
  SELECT
    account,
    service,
    currency_code,
    (ELEMENT_AT(ARRAY_SORT(ARRAY_AGG(CAST(day_cost AS DOUBLE))), (COUNT(*) + 1) / 2)
      + ELEMENT_AT(ARRAY_SORT(ARRAY_AGG(CAST(day_cost AS DOUBLE))), (COUNT(*) + 2) / 2)) / 2 AS usual_cost
  FROM days
  GROUP BY account, service, currency_code
  HAVING COUNT(*) >= 7
),
distances AS (
  SELECT days.*, medians.usual_cost, CAST(day_cost AS DOUBLE) - medians.usual_cost AS distance
  FROM days
  JOIN medians
    ON days.account = medians.account
    AND days.service = medians.service
    AND days.currency_code = medians.currency_code
),
spreads AS (
  SELECT
    account,
    service,
    currency_code,
    GREATEST(
      (ELEMENT_AT(ARRAY_SORT(ARRAY_AGG(ABS(distance))), (COUNT(*) + 1) / 2)
        + ELEMENT_AT(ARRAY_SORT(ARRAY_AGG(ABS(distance))), (COUNT(*) + 2) / 2)) / 2,
      0.01
    ) AS spread
  FROM distances
  GROUP BY account, service, currency_code
)
SELECT
  CAST(distances.usage_day AS VARCHAR) AS usage_day,
  distances.account,
  distances.service,
  distances.currency_code,
  distances.day_cost,
  distances.usual_cost,
  spreads.spread,
  distances.distance / (1.4826 * spreads.spread) AS score
FROM distances
JOIN spreads
  ON distances.account = spreads.account
  AND distances.service = spreads.service
  AND distances.currency_code = spreads.currency_code
WHERE ABS(distances.distance) >= 3.5 * 1.4826 * spreads.spread
ORDER BY ABS(distances.distance) DESC, distances.usage_day, distances.account, distances.service
LIMIT 200
