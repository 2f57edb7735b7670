package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ReportColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table's columns, made from a manifest's: headers whose names become equal are one column, which is text unless all
 * of them have the same type. Its value in a row is the first that is not empty, in the manifest's order.
 *
 * @param columns in the order in which the manifest first names them
 * @param headers of the CSV, as the manifest lists them
 */
record ReportSchema(List<TableColumn> columns, List<String> headers) {
    ReportSchema {
        columns = List.copyOf(columns);
        headers = List.copyOf(headers);
    }

    static ReportSchema of(CostReportManifest manifest) {
        Map<String, List<ReportColumn>> sources = new LinkedHashMap<>();
        for (ReportColumn column : manifest.columns()) {
            sources.computeIfAbsent(ColumnNames.of(column.header()), name -> new ArrayList<>())
                    .add(column);
        }
        List<TableColumn> columns = new ArrayList<>();
        sources.forEach((name, from) -> columns.add(new TableColumn(
                name, type(from), from.stream().map(ReportColumn::header).toList())));
        return new ReportSchema(
                columns, manifest.columns().stream().map(ReportColumn::header).toList());
    }

    /** The columns that have several headers. */
    List<TableColumn> merged() {
        return columns.stream().filter(column -> column.headers().size() > 1).toList();
    }

    private static ColumnType type(List<ReportColumn> from) {
        List<ColumnType> types = from.stream().map(ColumnTypes::of).distinct().toList();
        return types.size() == 1 ? types.get(0) : ColumnType.STRING;
    }
}
