SELECT
    DATE_FORMAT(line_item_usage_start_date, '%Y-%m')                                   AS usage_start_month,
    COALESCE(SUM(line_item_unblended_cost), 0)                                         AS total_unblended_cost,
    COALESCE(SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','RIFee','Fee')
                      THEN line_item_unblended_cost END), 0)                           AS total_reserved_unblended_cost,
    COALESCE(SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','RIFee','Fee')
                      THEN line_item_unblended_cost END), 0)
      / NULLIF(SUM(line_item_unblended_cost), 0)                                       AS percent_spend_on_ris,
    COALESCE(SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','RIFee','Fee') THEN NULL
                      ELSE line_item_unblended_cost END), 0)                           AS total_non_reserved_unblended_cost,
    COALESCE(SUM(CASE WHEN line_item_line_item_type IN ('DiscountedUsage','RIFee','Fee') THEN NULL
                      ELSE line_item_unblended_cost END), 0)
      / NULLIF(SUM(line_item_unblended_cost), 0)                                       AS percent_spend_on_non_ris
FROM aws_optimizer.cost_and_usage_parquet
WHERE
      billing_period >= DATE_FORMAT(DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE)), '%Y-%m')
  AND billing_period <= DATE_FORMAT(CURRENT_DATE, '%Y-%m')
  AND line_item_usage_start_date >= DATE_ADD('month', -5, DATE_TRUNC('month', CURRENT_DATE))
  AND line_item_usage_start_date <  DATE_ADD('month',  1, DATE_TRUNC('month', CURRENT_DATE))
GROUP BY DATE_FORMAT(line_item_usage_start_date, '%Y-%m')
ORDER BY usage_start_month
