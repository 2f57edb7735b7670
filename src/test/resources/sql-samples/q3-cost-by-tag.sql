SELECT
    line_item_product_code                                                                    AS product_code,
    CASE WHEN COALESCE(resource_tags_user_customersegment, '') = '' THEN '(untagged)'
         ELSE resource_tags_user_customersegment END                                          AS customer_segment,
    COALESCE(SUM(line_item_unblended_cost), 0)                                                AS total_unblended_cost,
    COALESCE(SUM(CASE WHEN REGEXP_LIKE(product_usagetype, 'DataTransfer') THEN line_item_unblended_cost END), 0)
      / NULLIF(SUM(line_item_unblended_cost), 0)                                              AS percent_spend_data_transfers,
    COALESCE(SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','RIFee','Fee') THEN line_item_unblended_cost END), 0)
      / NULLIF(SUM(line_item_unblended_cost), 0)                                              AS percent_spend_on_ris
FROM aws_optimizer.cost_and_usage_parquet
WHERE
      billing_period >= DATE_FORMAT(DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE)), '%Y-%m')
  AND billing_period <= DATE_FORMAT(CURRENT_DATE, '%Y-%m')
  AND line_item_usage_start_date >= DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE))
  AND line_item_usage_start_date <  DATE_ADD('month',  1, DATE_TRUNC('month', CURRENT_DATE))
GROUP BY 1, 2
ORDER BY SUM(SUM(line_item_unblended_cost)) OVER (PARTITION BY line_item_product_code) DESC, 1, 3 DESC
LIMIT 500
