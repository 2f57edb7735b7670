package dev.lamplighter.cost.query;

import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.view.FocusColumns;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Knows the months of a report that are shown, and the columns that a query finds in them and in the views over them. */
final class PublishedColumns {
    private final ReportLedger reports;

    PublishedColumns(ReportLedger reports) {
        this.reports = reports;
    }

    /** The columns of all published months together. */
    Set<String> columns(String reportName) {
        Set<String> columns = new TreeSet<>();
        for (ReportLedgerEntry month : months(reportName)) {
            ConversionSummary summary = month.summary();
            if (summary != null) {
                summary.columns().stream().map(PublishedColumn::name).forEach(columns::add);
            }
        }
        columns.addAll(FocusColumns.of(columns)); // the view with costs has them
        if (columns.contains("resource_tags") && columns.contains("product_region_code")) {
            columns.add("product_region"); // the view over CUR 2.0 has it
        }
        return columns;
    }

    List<ReportLedgerEntry> months(String reportName) {
        return reports.published().stream()
                .filter(entry -> entry.version().reportName().equals(reportName))
                .toList();
    }
}
