-- purpose: what each month cost so far and will cost in all, of everything and of each budget
-- parameters: database, costs, first_month, last_month, today, budget_names, budget_conditions, budget_amounts,
--   budget_near_above, budget_near_until, budget_over_above, budget_over_until
-- needs: billed_cost, billing_currency, charge_category, charge_period_start
-- formerly: focus-month-forecast
-- columns:
--   billing_period     month of the bill, YYYY-MM
--   budget             name of the budget; * for everything
--   currency_code      of all costs in the row; currencies are never added up
--   cost_so_far        amortised cost that was delivered, exact decimal
--   full_days          of the month that are billed in full; the others are forecast, double
--   forecast           of the whole month, double; what it cost once all days are full, empty with less than 7 full days in all
--   forecast_low       8 of 10 months should lie between this, double
--   forecast_high      and this, double; both empty with less than 14 full days
--   budget_amount      of the month, exact decimal; empty for everything
--   actual_share       cost_so_far in percent of the budget, double
--   forecast_share     forecast in percent of the budget, double
--   counted_charges    of all months that were asked, not compared; 0 where the filter of a budget matches no charge
-- alert:
--   actual_share above ${budget_near_above} until ${budget_near_until} by budget
--   actual_share above ${budget_over_above} until ${budget_over_above} by budget
--   forecast_share above ${budget_near_above} until ${budget_near_until} by budget
--   forecast_share above ${budget_over_above} until ${budget_over_until} by budget
--   counted_charges below 1 until 1 by budget
WITH charges AS (
  SELECT
    CAST(billing_period || '-01' AS DATE) AS month_begin,
    CAST(charge_period_start AS DATE) AS usage_day,
    charge_category = 'Usage' OR (charge_frequency = 'Recurring' AND commitment_discount_category = 'Spend') AS is_usage,
    charge_category = 'Tax' AS is_tax,
    billing_currency AS currency_code,
    amortised_cost AS cost,
    ARRAY[${budget_names}] AS budgets,
    ARRAY[${budget_conditions}] AS conditions
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND (charge_period_start IS NULL OR CAST(charge_period_start AS DATE) <= DATE '${today}')
),
-- a budget has every charge in its currency, with 0 for those that don't count, so that it has a row in each month
daily AS (
  SELECT
    month_begin,
    usage_day,
    budget,
    currency_code,
    COALESCE(SUM(IF(counts, cost)), 0) AS cost,
    COALESCE(SUM(IF(counts AND is_usage, cost)), 0) AS usage_cost,
    COALESCE(SUM(IF(counts AND is_usage AND cost > 0, cost)), 0) AS taxed_cost,
    COALESCE(SUM(IF(counts AND is_tax AND cost > 0, cost)), 0) AS tax,
    COUNT_IF(counts) AS charges,
    MAX(MAX(IF(is_usage, usage_day))) OVER () AS report_end,
    COALESCE(
      MIN(MIN(IF(is_usage AND usage_day >= month_begin, usage_day))) OVER (),
      MIN(MIN(IF(is_usage, usage_day))) OVER ()
    ) AS report_begin
  FROM charges
  CROSS JOIN UNNEST(budgets, conditions) AS named (budget, counts)
  WHERE counts IS NOT NULL
  GROUP BY month_begin, usage_day, budget, currency_code
),
-- the last two days are still being billed, unless they ended a month that was over when it was delivered
known AS (
  SELECT
    daily.*,
    -- with what a later month corrects of it
    SUM(usage_cost) OVER (PARTITION BY budget, currency_code, usage_day) AS day_cost,
    CASE
      WHEN report_end = LAST_DAY_OF_MONTH(report_end) AND report_end < DATE '${today}' - INTERVAL '2' DAY THEN report_end
      ELSE report_end - INTERVAL '2' DAY
    END AS last_full_day
  FROM daily
),
months AS (
  SELECT
    month_begin,
    budget,
    currency_code,
    last_full_day,
    report_begin,
    SUM(cost) AS cost_so_far,
    SUM(usage_cost) AS usage_so_far,
    SUM(IF(COALESCE(usage_day, month_begin) <= last_full_day, usage_cost, 0)) AS full_usage,
    SUM(taxed_cost) AS taxed_so_far,
    SUM(tax) AS tax_so_far,
    SUM(SUM(charges)) OVER (PARTITION BY budget, currency_code) AS counted_charges,
    MAP_AGG(usage_day, CAST(day_cost AS DOUBLE)) FILTER (WHERE usage_day IS NOT NULL) AS days
  FROM known
  GROUP BY month_begin, budget, currency_code, last_full_day, report_begin
),
spans AS (
  SELECT
    months.*,
    GREATEST(0, LEAST(DATE_DIFF('day', month_begin, last_full_day) + 1, DAY(LAST_DAY_OF_MONTH(month_begin)))) AS full_days,
    DATE_DIFF('day', GREATEST(last_full_day, month_begin - INTERVAL '1' DAY), LAST_DAY_OF_MONTH(month_begin)) AS days_to_come,
    LEAST(56, (DATE_DIFF('day', report_begin, last_full_day) + 1) / 7 * 7) AS known_days,
    MAP_UNION(days) OVER (PARTITION BY budget, currency_code) AS all_days
  FROM months
),
-- the last whole weeks of full days, at most eight; of a first of a month only what its weekday costs a week later or earlier,
-- as the rest are charges for a whole month, or corrections of one
past_days AS (
  SELECT
    spans.month_begin,
    spans.budget,
    spans.currency_code,
    known_days,
    day_back / 7 AS week_back,
    DATE_ADD('day', -day_back, last_full_day) AS usage_day,
    COALESCE(ELEMENT_AT(all_days, DATE_ADD('day', -day_back, last_full_day)), 0) AS day_cost,
    COALESCE(ELEMENT_AT(all_days, DATE_ADD('day', CASE
      WHEN DAY(DATE_ADD('day', -day_back, last_full_day)) <> 1 THEN 0
      WHEN day_back >= 7 THEN 7
      WHEN DATE_ADD('day', -day_back - 7, last_full_day) >= report_begin THEN -7
      ELSE IF(day_back > 0, 1, -1)
    END - day_back, last_full_day)), 0) AS usual_cost
  FROM spans
  CROSS JOIN UNNEST(SEQUENCE(0, GREATEST(known_days - 1, 0))) AS past (day_back)
  WHERE days_to_come > 0 AND known_days >= 7
),
fits AS (
  SELECT
    past_days.*,
    IF(day_cost < 0, GREATEST(0, usual_cost), LEAST(day_cost, usual_cost)) AS cost,
    week_back < 4 AS is_shape,
    LEAST(28, known_days) AS shape_days
  FROM past_days
),
weeks AS (
  SELECT fits.*, AVG(cost) OVER (PARTITION BY month_begin, budget, currency_code, week_back) AS level FROM fits
),
shapes AS (
  SELECT
    weeks.*,
    AVG(IF(is_shape, cost - level)) OVER (PARTITION BY month_begin, budget, currency_code, DAY_OF_WEEK(usage_day)) AS weekday_cost,
    level - LAG(level, 7) OVER (PARTITION BY month_begin, budget, currency_code ORDER BY usage_day) AS level_change
  FROM weeks
),
models AS (
  SELECT
    month_begin,
    budget,
    currency_code,
    MAX_BY(level, usage_day) AS level,
    AVG(level) AS mean_level,
    MAP_AGG(DAY_OF_WEEK(usage_day), weekday_cost) FILTER (WHERE week_back = 0) AS weekday_costs,
    SUM(IF(is_shape, POWER(cost - level - weekday_cost, 2))) / GREATEST(1, shape_days - shape_days / 7 - 6) AS day_variance,
    AVG(POWER(level_change, 2)) AS week_variance,
    COUNT(level_change) / 7 AS changes,
    COALESCE(MAX_BY(GREATEST(0, day_cost - cost), usage_day) FILTER (WHERE DAY(usage_day) = 1), 0) AS first_day_charges
  FROM shapes
  GROUP BY month_begin, budget, currency_code, shape_days
),
-- days to come cost what those of the last week did, in the shape of four weeks; none less than was delivered of it already
futures AS (
  SELECT
    spans.*,
    GREATEST(0, REDUCE(
      SEQUENCE(1, days_to_come),
      0E0,
      (sum, day) -> sum + GREATEST(
        level
          + ELEMENT_AT(weekday_costs, DAY_OF_WEEK(DATE_ADD('day', day, known_until)))
          + IF(DAY(DATE_ADD('day', day, known_until)) = 1, first_day_charges, 0),
        COALESCE(ELEMENT_AT(days, DATE_ADD('day', day, known_until)), -INFINITY())
      ),
      sum -> sum
    )) AS usage_to_come,
    day_variance,
    -- beyond what single days make of it; a level changes by a hundredth a week at least
    GREATEST(week_variance - 2 * day_variance / 7, POWER(GREATEST(ABS(level), ABS(mean_level)) / 100, 2)) AS drift_variance,
    -- Student's t for 80 %, by how many changes the deviation is estimated from
    ELEMENT_AT(ARRAY[3.078E0, 1.886E0, 1.638E0, 1.533E0, 1.476E0, 1.440E0, 1.415E0], GREATEST(1, changes)) AS deviations,
    DATE_DIFF('day', last_full_day, known_until) AS days_between
  FROM (
    SELECT spans.*, GREATEST(last_full_day, month_begin - INTERVAL '1' DAY) AS known_until FROM spans
  ) AS spans
  JOIN models
    ON models.month_begin = spans.month_begin
    AND models.budget = spans.budget
    AND models.currency_code = spans.currency_code
),
-- the level may go on changing from week to week as it did, and single days vary around it
margins AS (
  SELECT
    futures.*,
    deviations * SQRT(
      day_variance * (days_to_come + POWER(days_to_come, 2) / 7)
        + drift_variance * (POWER(days_to_come, 2) * (0.5E0 + days_between / 7E0) + POWER(days_to_come, 3) / 14)
    ) AS margin
  FROM futures
),
-- taxes grow with the usage, fees, credits and refunds stay as they are, those of taxes too
parts AS (
  SELECT
    spans.month_begin,
    spans.budget,
    spans.currency_code,
    spans.cost_so_far,
    spans.full_days,
    spans.days_to_come,
    spans.counted_charges,
    CAST(spans.cost_so_far AS DOUBLE) AS cost,
    CAST(spans.usage_so_far - spans.full_usage AS DOUBLE) AS part_days_cost,
    1 + COALESCE(CAST(spans.tax_so_far AS DOUBLE) / NULLIF(CAST(spans.taxed_so_far AS DOUBLE), 0), 0) AS with_tax,
    margins.usage_to_come,
    margins.margin
  FROM spans
  LEFT JOIN margins
    ON margins.month_begin = spans.month_begin
    AND margins.budget = spans.budget
    AND margins.currency_code = spans.currency_code
),
forecasts AS (
  SELECT
    parts.*,
    IF(days_to_come <= 0, cost, cost + with_tax * (usage_to_come - part_days_cost)) AS forecast,
    IF(days_to_come <= 0, cost, cost + with_tax * (GREATEST(0, part_days_cost, usage_to_come - margin) - part_days_cost)) AS forecast_low,
    IF(days_to_come <= 0, cost, cost + with_tax * (usage_to_come + margin - part_days_cost)) AS forecast_high,
    ${budget_amounts} AS budget_amount
  FROM parts
)
SELECT
  DATE_FORMAT(month_begin, '%Y-%m') AS billing_period,
  budget,
  currency_code,
  cost_so_far,
  full_days,
  forecast,
  forecast_low,
  forecast_high,
  budget_amount,
  100 * cost / CAST(budget_amount AS DOUBLE) AS actual_share,
  100 * forecast / CAST(budget_amount AS DOUBLE) AS forecast_share,
  counted_charges
FROM forecasts
ORDER BY billing_period DESC, budget, currency_code
