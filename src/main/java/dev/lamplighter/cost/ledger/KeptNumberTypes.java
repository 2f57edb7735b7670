package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ReportColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces the types of a manifest's number columns by those of the report's table, which keeps the types that it began
 * with.
 */
public final class KeptNumberTypes {
    private final Map<String, String> types = new HashMap<>();

    /** @param months of the report that are shown */
    public KeptNumberTypes(List<ReportLedgerEntry> months) {
        for (ReportLedgerEntry month : months) {
            month.converted().columns().stream()
                    .filter(column -> column.type().isNumber())
                    .forEach(column -> column.headers()
                            .forEach(header -> types.putIfAbsent(
                                    header,
                                    column.type() == ColumnType.DOUBLE ? "double precision" : column.hiveType())));
        }
    }

    public CostReportManifest in(CostReportManifest manifest) {
        return manifest.isParquet()
                ? manifest
                : manifest.withColumns(
                        manifest.columns().stream().map(this::kept).toList());
    }

    private ReportColumn kept(ReportColumn column) {
        return new ReportColumn(column.category(), column.name(), types.getOrDefault(column.header(), column.type()));
    }
}
