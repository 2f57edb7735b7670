SELECT
    line_item_product_code                                                                                            AS product_code,
    COALESCE(SUM(line_item_unblended_cost), 0)                                                                        AS total_unblended_cost,
    COALESCE(SUM(CASE WHEN REGEXP_LIKE(product_usagetype, 'DataTransfer')     THEN line_item_unblended_cost END), 0)  AS total_data_transfer_cost,
    COALESCE(SUM(CASE WHEN REGEXP_LIKE(product_usagetype, 'DataTransfer-In')  THEN line_item_unblended_cost END), 0)  AS total_inbound_data_transfer_cost,
    COALESCE(SUM(CASE WHEN REGEXP_LIKE(product_usagetype, 'DataTransfer-Out') THEN line_item_unblended_cost END), 0)  AS total_outbound_data_transfer_cost,
    COALESCE(SUM(CASE WHEN product_product_family = 'Data Transfer'           THEN line_item_unblended_cost END), 0)  AS family_data_transfer_cost,
    COALESCE(SUM(CASE WHEN product_transfer_type LIKE 'InterRegion%'          THEN line_item_unblended_cost END), 0)  AS inter_region_cost,
    COALESCE(SUM(CASE WHEN product_transfer_type = 'IntraRegion'              THEN line_item_unblended_cost END), 0)  AS inter_az_cost
FROM aws_optimizer.cost_and_usage_parquet
WHERE
      billing_period >= DATE_FORMAT(DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE)), '%Y-%m')
  AND billing_period <= DATE_FORMAT(CURRENT_DATE, '%Y-%m')
  AND line_item_usage_start_date >= DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE))
  AND line_item_usage_start_date <  DATE_ADD('month',  1, DATE_TRUNC('month', CURRENT_DATE))
GROUP BY line_item_product_code
ORDER BY total_unblended_cost DESC
LIMIT 500
