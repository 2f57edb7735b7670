SELECT
    DATE_FORMAT(line_item_usage_start_date, '%Y-%m') AS usage_start_month,
    SUM(CASE WHEN line_item_line_item_type = 'DiscountedUsage' THEN line_item_normalized_usage_amount ELSE 0 END) AS reserved_normalized_hours,
    SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','Usage','SavingsPlanCoveredUsage')
             THEN line_item_normalized_usage_amount ELSE 0 END)                                                   AS all_normalized_hours,
    100.0 * SUM(CASE WHEN line_item_line_item_type = 'DiscountedUsage' THEN line_item_normalized_usage_amount ELSE 0 END)
      / NULLIF(SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','Usage','SavingsPlanCoveredUsage')
             THEN line_item_normalized_usage_amount ELSE 0 END), 0)                                               AS ri_coverage_percent,
    100.0 * (1 - SUM(CASE WHEN line_item_line_item_type = 'RIFee' THEN reservation_unused_normalized_unit_quantity ELSE 0 END)
      / NULLIF(SUM(CASE WHEN line_item_line_item_type = 'RIFee' THEN line_item_normalized_usage_amount ELSE 0 END), 0)) AS ri_utilization_percent
FROM aws_optimizer.cost_and_usage_parquet
WHERE
      billing_period >= DATE_FORMAT(DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE)), '%Y-%m')
  AND billing_period <= DATE_FORMAT(CURRENT_DATE, '%Y-%m')
  AND line_item_usage_start_date >= DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE))
  AND line_item_usage_start_date <  DATE_ADD('month',  1, DATE_TRUNC('month', CURRENT_DATE))
  AND line_item_product_code = 'AmazonEC2'
  AND (line_item_usage_type LIKE '%BoxUsage%' OR line_item_usage_type LIKE '%HeavyUsage%')
GROUP BY DATE_FORMAT(line_item_usage_start_date, '%Y-%m')
ORDER BY usage_start_month
