-- purpose: what single resources cost in each hour or day of the report, by what is paid for; asked by costs streams
-- parameters: database, costs, first_month, last_month, resources, stream_tag, stream_windows
-- needs: billed_cost, charge_period_start, charge_period_end, resource_id
-- formerly: focus-stream-costs
-- columns:
--   resource             id, as in i-0a1b2c3d4e5f60001: of an ARN what is behind its last slash; not compared
--   interval_start       UTC, ISO 8601, not compared
--   interval_end         UTC, ISO 8601, not compared
--   currency_code        of all costs in the row; currencies are never added up; not compared
--   running_hours        instance hours that are paid for, on demand, spot, reserved or by a plan, not compared
--   machine_cost         amortised cost of whatever is none of the others, not compared
--   storage_cost         of volumes (EBS:VolumeUsage and the like), amortised, not compared
--   address_cost         of Elastic IPs and other public IPv4 addresses, amortised, not compared
--   transfer_cost        of data transfer, amortised, not compared
--   tagged_window        value of the tag cost.query.stream-tag, empty without one; not compared
WITH line_items AS (
  SELECT
    REGEXP_EXTRACT(resource_id, '[^/]+$') AS resource,
    charge_period_start AS usage_start,
    charge_period_end AS usage_end,
    billing_currency AS currency_code,
    amortised_cost AS cost,
    NULLIF(${stream_tag}, '') AS tagged_window,
    CASE
      WHEN charge_category = 'Usage'
        AND REGEXP_LIKE(sku_meter, '(^|-)(BoxUsage|SpotUsage|DedicatedUsage|HostBoxUsage)')
      THEN TRY_CAST(consumed_quantity AS DECIMAL(24, 10))
    END AS running_hours,
    CASE
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer|(In|Out)-A?Bytes') THEN 'transfer'
      WHEN REGEXP_LIKE(sku_meter, 'PublicIPv4|ElasticIP') THEN 'address'
      WHEN REGEXP_LIKE(sku_meter, '(^|-)EBS:') THEN 'storage'
      ELSE 'machine'
    END AS kind
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
)
SELECT
  resource,
  DATE_FORMAT(usage_start, '%Y-%m-%dT%H:%i:%sZ') AS interval_start,
  DATE_FORMAT(usage_end, '%Y-%m-%dT%H:%i:%sZ') AS interval_end,
  currency_code,
  COALESCE(SUM(running_hours), 0) AS running_hours,
  COALESCE(SUM(CASE WHEN kind = 'machine' THEN cost END), 0) AS machine_cost,
  COALESCE(SUM(CASE WHEN kind = 'storage' THEN cost END), 0) AS storage_cost,
  COALESCE(SUM(CASE WHEN kind = 'address' THEN cost END), 0) AS address_cost,
  COALESCE(SUM(CASE WHEN kind = 'transfer' THEN cost END), 0) AS transfer_cost,
  MAX(tagged_window) AS tagged_window
FROM line_items
WHERE (resource IN (${resources}) OR tagged_window IN (${stream_windows})) AND usage_start < usage_end
GROUP BY resource, usage_start, usage_end, currency_code
ORDER BY resource, usage_start, usage_end, currency_code
