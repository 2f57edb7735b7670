package dev.lamplighter.cost.report;

import java.util.List;

/**
 * Holds the manifest of one delivered version of one month of one report.
 *
 * @param reportName of a legacy report, or of a data export
 * @param assemblyId AWS's name of this version, or of an export's run: a UUID or a timestamp, not to be parsed or sorted
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

    /** The same version under another name. */
    public CostReportManifest named(String otherAssemblyId) {
        return with(otherAssemblyId, columns);
    }

    /** The same version with columns of other types. */
    public CostReportManifest withColumns(List<ReportColumn> otherColumns) {
        return with(assemblyId, otherColumns);
    }

    private CostReportManifest with(String otherAssemblyId, List<ReportColumn> otherColumns) {
        return new CostReportManifest(
                reportName,
                otherAssemblyId,
                account,
                billingPeriod,
                bucket,
                charset,
                compression,
                contentType,
                otherColumns,
                reportKeys);
    }

    /** Whether the data files are Parquet, which is copied as it is. */
    public boolean isParquet() {
        return contentType.equals("Parquet");
    }
}
