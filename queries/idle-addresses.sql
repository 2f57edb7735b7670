-- purpose: what public IPv4 addresses cost, those that nothing uses first: unassociated Elastic IPs, and addresses in use
-- parameters: database, costs, first_month, last_month
-- needs: line_item_usage_account_id, line_item_usage_type, line_item_usage_amount
-- optional: line_item_resource_id
-- columns:
--   billing_period       month of the bill, YYYY-MM
--   use                  idle (ElasticIP:IdleAddress, PublicIPv4:IdleAddress) or in use
--   account              usage account
--   usage_type           with the region's prefix, for example EUC1-PublicIPv4:IdleAddress
--   resource             id or ARN of the address or network interface, empty where the report has none
--   currency_code        of all costs in the row; currencies are never added up
--   address_cost         amortised cost, exact decimal
--   address_hours        hours that are charged, exact decimal
WITH addresses AS (
  SELECT
    billing_period,
    CASE WHEN REGEXP_LIKE(line_item_usage_type, 'IdleAddress') THEN 'idle' ELSE 'in use' END AS use,
    line_item_usage_account_id AS account,
    line_item_usage_type AS usage_type,
    COALESCE(${line_item_resource_id}, '') AS resource,
    line_item_currency_code AS currency_code,
    amortised_cost AS cost,
    CASE
      WHEN line_item_line_item_type = 'Usage' THEN TRY_CAST(line_item_usage_amount AS DECIMAL(24, 10))
    END AS hours
  FROM "${database}"."${costs}"
  WHERE billing_period BETWEEN '${first_month}' AND '${last_month}'
    AND REGEXP_LIKE(line_item_usage_type, '(^|-)(ElasticIP|PublicIPv4):')
)
SELECT
  billing_period,
  use,
  account,
  usage_type,
  resource,
  currency_code,
  COALESCE(SUM(cost), 0) AS address_cost,
  COALESCE(SUM(hours), 0) AS address_hours
FROM addresses
GROUP BY billing_period, use, account, usage_type, resource, currency_code
ORDER BY billing_period DESC, use, address_cost DESC, account, resource, usage_type, currency_code
