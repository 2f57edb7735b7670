package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.StoredObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the result of a conversion: what it read and wrote, with the control totals of the version.
 *
 * @param files report files read
 * @param inputs the report files as they were pinned, in order; none in a summary that an earlier version of the service
 *     recorded
 * @param outputs keys of the Parquet objects, in the order of the rows; at least one for each report file
 */
public record ConversionSummary(
        String reportName,
        BillingPeriod billingPeriod,
        String assemblyId,
        int files,
        ReportTotals reportTotals,
        List<PublishedColumn> columns,
        List<StoredObject> inputs,
        List<String> outputs,
        Duration elapsed) {
    public ConversionSummary {
        columns = List.copyOf(columns);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** See {@link ReportTotals#rows}. */
    public long rows() {
        return reportTotals.rows();
    }

    /** See {@link ReportTotals#sums}. */
    public Map<String, BigDecimal> totals() {
        return reportTotals.sums();
    }

    /** See {@link ReportTotals#costByLineItemType}. */
    public Map<String, Subtotal> costByLineItemType() {
        return reportTotals.costByLineItemType();
    }

    /** See {@link ReportTotals#costByProductCode}. */
    public Map<String, Subtotal> costByProductCode() {
        return reportTotals.costByProductCode();
    }

    /** See {@link ReportTotals#costByCurrency}. */
    public Map<String, Subtotal> costByCurrency() {
        return reportTotals.costByCurrency();
    }

    /** See {@link ReportTotals#invoicedShare}. */
    public @Nullable InvoicedShare invoicedShare() {
        return reportTotals.invoicedShare();
    }
}
