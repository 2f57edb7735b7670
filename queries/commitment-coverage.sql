-- purpose: how much of EC2's instances commitments pay: coverage (advice and alerts at cost.commitment.coverage-below and -until), what is not covered and what is unused
-- parameters: database, costs, first_month, last_month, coverage_below, coverage_until, utilisation_below, utilisation_until,
--   least_on_demand_cost, least_unused_cost
-- needs: product_instance_type, product_region, line_item_normalized_usage_amount, reservation_unused_normalized_unit_quantity
-- columns:
--   billing_period          month of the bill, YYYY-MM
--   instance_family         EC2 instance family, for example m5; * for all of them
--   region                  for example us-east-1; * for all of them
--   currency_code           of all costs in the row; currencies are never added up
--   advice                  consider more below coverage_below percent, below target up to coverage_until, on target; empty when nothing ran
--   used_units              normalized units of instances that ran, however they were paid, exact decimal
--   reserved_units          of them paid by reserved instances, exact decimal
--   savings_plan_units      of them paid by savings plans, exact decimal
--   reserved_coverage       reserved_units / used_units in percent, double, empty when nothing ran
--   total_coverage          (reserved_units + savings_plan_units) / used_units in percent, double, empty when nothing ran
--   on_demand_cost          of what no commitment paid, exact decimal
--   bought_units            normalized units that reservations could have paid, exact decimal
--   unused_units            of them unused, exact decimal
--   reserved_utilisation    100 - unused_units / bought_units in percent, double, empty when nothing was bought
--   unused_cost             lost to reservations that nobody used, exact decimal
-- alert:
--   total_coverage below ${coverage_below} until ${coverage_until} by instance_family, region, currency_code when instance_family is *, on_demand_cost at least ${least_on_demand_cost}
--   reserved_utilisation below ${utilisation_below} until ${utilisation_until} by instance_family, region, currency_code when instance_family is *, unused_cost at least ${least_unused_cost}
WITH line_items AS (
  SELECT
    billing_period,
    SPLIT_PART(product_instance_type, '.', 1) AS instance_family,
    product_region AS region,
    line_item_currency_code AS currency_code,
    line_item_line_item_type AS line_item_type,
    TRY_CAST(line_item_normalized_usage_amount AS DECIMAL(24, 10)) AS units,
    TRY_CAST(reservation_unused_normalized_unit_quantity AS DECIMAL(24, 10)) AS unused_units,
    amortised_cost AS cost,
    unused_commitment_cost AS unused_cost
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND line_item_product_code = 'AmazonEC2'
    AND REGEXP_LIKE(line_item_usage_type, 'BoxUsage|HeavyUsage')
    AND line_item_line_item_type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage', 'RIFee')
),
groups AS (
  SELECT
    billing_period,
    COALESCE(instance_family, '*') AS instance_family,
    COALESCE(region, '*') AS region,
    currency_code,
    COALESCE(SUM(CASE WHEN line_item_type <> 'RIFee' THEN units END), 0) AS used_units,
    COALESCE(SUM(CASE WHEN line_item_type = 'DiscountedUsage' THEN units END), 0) AS reserved_units,
    COALESCE(SUM(CASE WHEN line_item_type = 'SavingsPlanCoveredUsage' THEN units END), 0) AS savings_plan_units,
    COALESCE(SUM(CASE WHEN line_item_type = 'Usage' THEN cost END), 0) AS on_demand_cost,
    COALESCE(SUM(CASE WHEN line_item_type = 'RIFee' THEN units END), 0) AS bought_units,
    COALESCE(SUM(CASE WHEN line_item_type = 'RIFee' THEN unused_units END), 0) AS unused_units,
    COALESCE(SUM(unused_cost), 0) AS unused_cost
  FROM line_items
  GROUP BY GROUPING SETS ((billing_period, currency_code), (billing_period, currency_code, instance_family, region))
),
shares AS (
  SELECT
    groups.*,
    100 * CAST(reserved_units AS DOUBLE) / NULLIF(CAST(used_units AS DOUBLE), 0) AS reserved_coverage,
    100 * CAST(reserved_units + savings_plan_units AS DOUBLE) / NULLIF(CAST(used_units AS DOUBLE), 0) AS total_coverage,
    100 - 100 * CAST(unused_units AS DOUBLE) / NULLIF(CAST(bought_units AS DOUBLE), 0) AS reserved_utilisation
  FROM groups
),
advised AS (
  SELECT
    shares.*,
    CASE
      WHEN total_coverage < ${coverage_below} THEN 'consider more'
      WHEN total_coverage < ${coverage_until} THEN 'below target'
      WHEN total_coverage >= ${coverage_until} THEN 'on target'
    END AS advice
  FROM shares
)
SELECT
  billing_period,
  instance_family,
  region,
  currency_code,
  advice,
  used_units,
  reserved_units,
  savings_plan_units,
  reserved_coverage,
  total_coverage,
  on_demand_cost,
  bought_units,
  unused_units,
  reserved_utilisation,
  unused_cost
FROM advised
ORDER BY billing_period, instance_family <> '*', used_units DESC, instance_family, region, currency_code
