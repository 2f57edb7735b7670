package dev.lamplighter.cost.report;

import java.util.List;

/**
 * One delivered version of one month of one report.
 *
 * @param assemblyId AWS's name of this version: a UUID or a timestamp, not to be parsed or sorted
 * @param compression {@code GZIP}, {@code ZIP} or {@code Parquet}
 * @param contentType {@code text/csv} or {@code Parquet}
 * @param reportKeys the data files, in order, exactly these and no others
 */
public record CostReportManifest(
        String reportName,
        String assemblyId,
        String account,
        BillingPeriod billingPeriod,
        String bucket,
        String charset,
        String compression,
        String contentType,
        List<ReportColumn> columns,
        List<String> reportKeys) {
    public CostReportManifest {
        columns = List.copyOf(columns);
        reportKeys = List.copyOf(reportKeys);
    }
}
