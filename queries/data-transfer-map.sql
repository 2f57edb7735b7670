-- purpose: where data is moved from and to, by region, zone and internet, and what it costs
-- parameters: database, costs, first_month, last_month
-- needs: billed_cost, billing_currency, sku_meter, x_service_code
-- formerly: focus-data-transfer-map
-- columns:
--   billing_period    month of the bill, YYYY-MM
--   from_place        region that data leaves, internet, another zone, or an edge of CloudFront
--   to_place          the same of where it arrives
--   way               inbound, outbound, inter-region, inter-zone or other, as in data-transfer
--   currency_code     of all costs in the row; currencies are never added up
--   total_cost        billed (unblended) cost, exact decimal
WITH regions (prefix, region) AS (
  VALUES
    ('AFS1', 'af-south-1'), ('APE1', 'ap-east-1'), ('APN1', 'ap-northeast-1'), ('APN2', 'ap-northeast-2'),
    ('APN3', 'ap-northeast-3'), ('APS1', 'ap-southeast-1'), ('APS2', 'ap-southeast-2'), ('APS3', 'ap-south-1'),
    ('APS4', 'ap-southeast-3'), ('APS5', 'ap-south-2'), ('APS6', 'ap-southeast-4'), ('CAN1', 'ca-central-1'),
    ('CAN2', 'ca-west-1'), ('CPT', 'af-south-1'), ('EU', 'eu-west-1'), ('EUC1', 'eu-central-1'),
    ('EUC2', 'eu-central-2'), ('EUN1', 'eu-north-1'), ('EUS1', 'eu-south-1'), ('EUS2', 'eu-south-2'),
    ('EUW1', 'eu-west-1'), ('EUW2', 'eu-west-2'), ('EUW3', 'eu-west-3'), ('ILC1', 'il-central-1'),
    ('MEC1', 'me-central-1'), ('MES1', 'me-south-1'), ('SAE1', 'sa-east-1'), ('UGE1', 'us-gov-east-1'),
    ('UGW1', 'us-gov-west-1'), ('USE1', 'us-east-1'), ('USE2', 'us-east-2'), ('USW1', 'us-west-1'),
    ('USW2', 'us-west-2')
),
line_items AS (
  SELECT
    billing_period,
    billing_currency AS currency_code,
    billed_cost AS cost,
    sku_meter AS usage_type,
    NULLIF(region_id, '') AS billed_region,
    x_service_code IN ('AmazonCloudFront', 'Amazon CloudFront') AS is_edge,
    REGEXP_EXTRACT(sku_meter, '^([A-Z]{2,3}[0-9]?)-', 1) AS near_prefix,
    REGEXP_EXTRACT(sku_meter, '^[A-Z0-9]+-([A-Z]{2,3}[0-9]?)-AWS-(In|Out)-', 1) AS far_prefix,
    CASE
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer-(Regional|xAZ)') THEN 'inter-zone'
      WHEN REGEXP_LIKE(sku_meter, '-AWS-(In|Out)-') THEN 'inter-region'
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer-In') THEN 'inbound'
      WHEN REGEXP_LIKE(sku_meter, 'DataTransfer-Out') THEN 'outbound'
      ELSE 'other'
    END AS way
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND REGEXP_LIKE(sku_meter, 'DataTransfer|(In|Out)-A?Bytes')
),
places AS (
  SELECT
    line_items.billing_period,
    line_items.currency_code,
    line_items.cost,
    line_items.way,
    CASE
      WHEN is_edge THEN CONCAT('CloudFront ', COALESCE(near_prefix, ''))
      WHEN way = 'inter-region' THEN COALESCE(near_regions.region, near_prefix)
      ELSE COALESCE(billed_region, near_regions.region, near_prefix, 'us-east-1')
    END AS near_place,
    CASE
      WHEN is_edge AND REGEXP_LIKE(usage_type, '-OBytes') THEN 'origin'
      WHEN way = 'inter-region' THEN COALESCE(far_regions.region, far_prefix)
      WHEN way = 'inter-zone' THEN 'another zone'
      WHEN REGEXP_LIKE(usage_type, 'CloudFront-(In|Out)-') THEN 'CloudFront'
      WHEN is_edge OR way IN ('inbound', 'outbound') THEN 'internet'
      ELSE 'elsewhere'
    END AS far_place,
    way = 'inbound' OR REGEXP_LIKE(usage_type, '-In-A?Bytes') AS is_inwards
  FROM line_items
  LEFT JOIN regions AS near_regions ON near_regions.prefix = near_prefix
  LEFT JOIN regions AS far_regions ON far_regions.prefix = far_prefix
)
SELECT
  billing_period,
  CASE WHEN is_inwards THEN far_place ELSE near_place END AS from_place,
  CASE WHEN is_inwards THEN near_place ELSE far_place END AS to_place,
  way,
  currency_code,
  COALESCE(SUM(cost), 0) AS total_cost
FROM places
GROUP BY 1, 2, 3, 4, 5
ORDER BY billing_period DESC, total_cost DESC, from_place, to_place, way, currency_code
