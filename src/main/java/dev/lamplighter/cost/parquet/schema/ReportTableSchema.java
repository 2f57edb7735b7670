package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ReportColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Lists the table's columns, made from a manifest's: headers whose names become equal are one column, which is text unless
 * all of them have the same type. Its value in a row is the first that is not empty, in the manifest's order.
 *
 * @param columns in the order in which the manifest first names them
 * @param headers of the CSV, as the manifest lists them
 * @param unheardOf headers with an unknown type in the manifest, with that type
 */
public record ReportTableSchema(List<PublishedColumn> columns, List<String> headers, List<String> unheardOf) {
    public ReportTableSchema {
        columns = List.copyOf(columns);
        headers = List.copyOf(headers);
        unheardOf = List.copyOf(unheardOf);
    }

    public static ReportTableSchema of(CostReportManifest manifest, NumberType numbers) {
        Map<String, List<ReportColumn>> sources = new LinkedHashMap<>();
        for (ReportColumn column : manifest.columns()) {
            sources.computeIfAbsent(ColumnNames.of(column), name -> new ArrayList<>())
                    .add(column);
        }
        List<PublishedColumn> columns = new ArrayList<>();
        sources.forEach((name, from) -> columns.add(new PublishedColumn(
                name,
                type(from, numbers),
                from.stream().map(ReportColumn::header).toList())));
        return new ReportTableSchema(
                columns,
                manifest.columns().stream().map(ReportColumn::header).toList(),
                manifest.columns().stream()
                        .filter(ColumnTypes::isUnheardOf)
                        .map(column -> column.header() + " " + column.type())
                        .toList());
    }

    /** Logs what may be unexpected about this report. */
    public void tell(Logger log, String reportName) {
        columns.stream()
                .filter(column -> column.headers().size() > 1)
                .forEach(column -> log.info(
                        "columns merged report={} column={} headers={}", reportName, column.name(), column.headers()));
        if (!unheardOf.isEmpty()) {
            log.warn("types unheard of, taken by name or as text report={} columns={}", reportName, unheardOf);
        }
    }

    private static ColumnType type(List<ReportColumn> from, NumberType numbers) {
        List<ColumnType> types = from.stream()
                .map(column -> ColumnTypes.of(column, numbers))
                .distinct()
                .toList();
        return types.size() == 1 ? types.get(0) : ColumnType.STRING;
    }
}
