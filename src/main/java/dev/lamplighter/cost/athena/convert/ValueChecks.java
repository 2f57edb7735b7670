package dev.lamplighter.cost.athena.convert;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks of every value of the text whether it is stored as it stands, and for the totals of all of them; the same totals are
 * asked of the Parquet. A total is the number of rows, a checksum of whole rows that doesn't depend on their order, and the sum
 * of each decimal column.
 */
final class ValueChecks {
    private static final String INTERVAL = "identity_time_interval";
    private static final String INTERVALS = "^[0-9T:.Z-]+/[0-9T:.Z-]+$";

    /** Fields of a row in a row: a row of hundreds is more than some engines compile. */
    private static final int FIELDS = 100;

    private final ReportTableSchema schema;

    ValueChecks(ReportTableSchema schema) {
        this.schema = schema;
    }

    private List<PublishedColumn> checked() {
        return schema.columns().stream()
                .filter(column -> TypedColumnSql.of(column).isChecked())
                .toList();
    }

    private List<PublishedColumn> added() {
        return schema.columns().stream()
                .filter(column -> column.type() == ColumnType.DECIMAL)
                .toList();
    }

    private boolean hasIntervals() {
        return schema.columns().stream().anyMatch(column -> column.name().equals(INTERVAL));
    }

    /** The question about the text: totals, then how many values each check refuses. */
    String ofText(String rows) {
        String interval = HiveName.identifier(INTERVAL);
        String checks = ", " + Sql.countUnless("last_field IS NOT NULL") + ", "
                + (hasIntervals()
                        ? Sql.countUnless("(" + interval + " = '' OR " + Sql.matches(interval, INTERVALS) + ")")
                        : "0")
                + checked().stream()
                        .map(column ->
                                ", " + Sql.countUnless(TypedColumnSql.of(column).isExact()))
                        .collect(Collectors.joining());
        return "SELECT " + totals(column -> TypedColumnSql.of(column).triedValue()) + checks + "\nFROM (\n" + rows
                + ")";
    }

    /** The question about the Parquet: totals. */
    String ofParquet(String table) {
        return "SELECT " + totals(column -> HiveName.identifier(column.name())) + "\nFROM "
                + HiveName.identifier(table);
    }

    private String totals(Function<PublishedColumn, String> value) {
        return "COUNT(*), to_hex(checksum(" + row(value) + "))"
                + added().stream()
                        .map(column -> ", SUM(" + value.apply(column) + ")")
                        .collect(Collectors.joining());
    }

    private String row(Function<PublishedColumn, String> value) {
        List<String> parts = new ArrayList<>();
        List<PublishedColumn> columns = schema.columns();
        for (int from = 0; from < columns.size(); from += FIELDS) {
            parts.add(columns.subList(from, Math.min(columns.size(), from + FIELDS)).stream()
                    .map(value)
                    .collect(Collectors.joining(", ", "ROW(", ")")));
        }
        return parts.size() == 1 ? parts.get(0) : "ROW(" + String.join(", ", parts) + ")";
    }

    /**
     * Reads the totals of text whose values are all stored as they stand.
     *
     * @param rows that the lines have
     * @throws NotForAthenaException with the first column that has other values
     */
    DataTotals judge(List<@Nullable String> answer, long rows) {
        DataTotals totals = totals(answer);
        List<@Nullable String> refused = answer.subList(2 + added().size(), answer.size());
        if (totals.rows() != rows) {
            throw new NotForAthenaException("OpenCSVSerde reads " + totals.rows() + " rows from " + rows + " lines");
        }
        require(refused.get(0), "rows lack their last field");
        require(refused.get(1), "values of " + INTERVAL + " are no interval");
        List<PublishedColumn> checked = checked();
        for (int i = 0; i < checked.size(); i++) {
            PublishedColumn column = checked.get(i);
            require(
                    refused.get(2 + i),
                    "values of " + column.name() + " (" + String.join(", ", column.headers()) + ") are no "
                            + column.hiveType() + " as they stand");
        }
        return totals;
    }

    private static void require(@Nullable String count, String otherwise) {
        if (!"0".equals(count)) {
            throw new NotForAthenaException(count + " " + otherwise);
        }
    }

    /** Reads the totals at the beginning of an answer. */
    DataTotals totals(List<@Nullable String> answer) {
        return DataTotals.of(added(), answer);
    }
}
