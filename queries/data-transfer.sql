-- purpose: what moving data costs, by product and by kind of way
-- parameters: database, costs, first_month, last_month
-- needs: billed_cost, billing_currency, sku_meter, x_service_code
-- formerly: focus-data-transfer
-- columns:
--   product_code         for example AmazonEC2
--   currency_code        of all costs in the row; currencies are never added up
--   total_cost           billed (unblended) cost of the product, transfer or not, exact decimal
--   transfer_cost        inbound + outbound + inter-region + inter-zone + other, exact decimal
--   inbound_cost         from the internet into a region (DataTransfer-In), exact decimal
--   outbound_cost        from a region to the internet (DataTransfer-Out), exact decimal
--   inter_region_cost    between regions, both directions (USE1-USW2-AWS-Out-Bytes), exact decimal
--   inter_zone_cost      between availability zones (DataTransfer-Regional, DataTransfer-xAZ), exact decimal
--   other_transfer_cost  any other usage type that counts bytes in or out (CloudFront-Out-Bytes), exact decimal
--   transfer_share       transfer_cost / total_cost, double, empty when the total is zero
WITH line_items AS (
  SELECT
    x_service_code AS product_code,
    billing_currency AS currency_code,
    billed_cost AS cost,
    CASE
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer-(Regional|xAZ)') THEN 'inter-zone'
      WHEN REGEXP_LIKE(sku_meter, '-AWS-(In|Out)-') THEN 'inter-region'
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer-In') THEN 'inbound'
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer-Out') THEN 'outbound'
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer|(In|Out)-A?Bytes') THEN 'other'
    END AS way
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
),
products AS (
  SELECT
    product_code,
    currency_code,
    COALESCE(SUM(cost), 0) AS total_cost,
    COALESCE(SUM(CASE WHEN way IS NOT NULL THEN cost END), 0) AS transfer_cost,
    COALESCE(SUM(CASE WHEN way = 'inbound' THEN cost END), 0) AS inbound_cost,
    COALESCE(SUM(CASE WHEN way = 'outbound' THEN cost END), 0) AS outbound_cost,
    COALESCE(SUM(CASE WHEN way = 'inter-region' THEN cost END), 0) AS inter_region_cost,
    COALESCE(SUM(CASE WHEN way = 'inter-zone' THEN cost END), 0) AS inter_zone_cost,
    COALESCE(SUM(CASE WHEN way = 'other' THEN cost END), 0) AS other_transfer_cost
  FROM line_items
  GROUP BY product_code, currency_code
)
SELECT
  product_code,
  currency_code,
  total_cost,
  transfer_cost,
  inbound_cost,
  outbound_cost,
  inter_region_cost,
  inter_zone_cost,
  other_transfer_cost,
  CAST(transfer_cost AS DOUBLE) / NULLIF(CAST(total_cost AS DOUBLE), 0) AS transfer_share
FROM products
ORDER BY transfer_cost DESC, total_cost DESC, product_code, currency_code
