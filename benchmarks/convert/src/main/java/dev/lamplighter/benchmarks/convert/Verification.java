package dev.lamplighter.benchmarks.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether an output holds exactly the rows of DuckDB's own conversion, duplicates counted, under Lamplighter's value rules: ""
 * for absent text, 0 for absent numbers, DECIMAL(24,10), instants in UTC, NULL only for absent instants. Compared day by day
 * of the usage, so that a large report need not fit into memory.
 */
final class Verification {
    private static final String USED_AT = "lineItem/UsageStartDate";

    private final List<Column> columns;
    private final String expected;

    /** @param reference DuckDB's conversion of the same report */
    Verification(Report report, Path reference) throws IOException {
        columns = Column.read(report.types());
        expected = parquet(reference);
    }

    /** Throws {@link IllegalStateException} that says what differs. */
    void check(Path output, Path spill) throws SQLException {
        String actual = parquet(output);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            execute(duckDb, "SET temp_directory = '" + spill + "'");
            execute(duckDb, "SET preserve_insertion_order = false");
            List<String> names = checkTypes(duckDb, actual);
            long rows = number(duckDb, "SELECT count(*) FROM " + expected);
            long found = number(duckDb, "SELECT count(*) FROM " + actual);
            if (rows != found) {
                throw new IllegalStateException(output + " has " + found + " rows instead of " + rows);
            }
            execute(duckDb, view("expected", expectedValues(), expected, USED_AT));
            execute(duckDb, view("actual", actualValues(names), actual, names.get(position(USED_AT))));
            for (String day : days(duckDb)) {
                checkDay(duckDb, output, day);
            }
        }
    }

    /**
     * EXCEPT ALL both ways in one pass: each distinct row must be in both equally often.
     *
     * @param day a condition that the engine can hold against the statistics of row groups
     */
    private void checkDay(Connection duckDb, Path output, String day) throws SQLException {
        String sql = """
                SELECT count(*) FILTER (surplus < 0), count(*) FILTER (surplus > 0) FROM (
                  SELECT sum(side) AS surplus FROM (
                    SELECT *, -1 AS side FROM expected WHERE %s UNION ALL SELECT *, 1 FROM actual WHERE %s)
                  GROUP BY %s)
                """.formatted(day, day, numbered());
        try (Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            if (found.getLong(1) > 0 || found.getLong(2) > 0) {
                throw new IllegalStateException(
                        "%s differs from DuckDB's conversion where %s: %d kinds of row are missing, %d should not be there"
                                .formatted(output, day, found.getLong(1), found.getLong(2)));
            }
        }
    }

    /** The column names of the output, in the order of the report's columns. */
    private List<String> checkTypes(Connection duckDb, String actual) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + actual)) {
            while (described.next()) {
                String type = described.getString("column_type");
                String wanted = names.size() < columns.size()
                        ? sqlType(columns.get(names.size()).type())
                        : "no further column";
                if (!type.equals(wanted)) {
                    throw new IllegalStateException(
                            "%s is %s instead of %s".formatted(described.getString("column_name"), type, wanted));
                }
                names.add(described.getString("column_name"));
            }
        }
        if (names.size() != columns.size()) {
            throw new IllegalStateException(names.size() + " columns instead of " + columns.size());
        }
        return names;
    }

    private String expectedValues() {
        return columns.stream()
                .map(column -> switch (column.type()) {
                    case "DECIMAL" -> "coalesce(%s, 0)::DECIMAL(24,10)".formatted(quoted(column.header()));
                    case "TIMESTAMP" -> quoted(column.header());
                    default -> "coalesce(%s, '')".formatted(quoted(column.header()));
                })
                .collect(Collectors.joining(", "));
    }

    private static String actualValues(List<String> names) {
        return names.stream().map(Verification::quoted).collect(Collectors.joining(", "));
    }

    private int position(String header) {
        return columns.stream().map(Column::header).toList().indexOf(header);
    }

    private static List<String> days(Connection duckDb) throws SQLException {
        List<String> days = new ArrayList<>();
        days.add("used_at IS NULL");
        String all = "SELECT used_at::DATE AS day FROM expected UNION SELECT used_at::DATE FROM actual";
        try (Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT day, day + 1 FROM (" + all + ") WHERE day IS NOT NULL ORDER BY 1")) {
            while (found.next()) {
                days.add("used_at >= TIMESTAMP '%s' AND used_at < TIMESTAMP '%s'"
                        .formatted(found.getString(1), found.getString(2)));
            }
        }
        return days;
    }

    private String view(String name, String values, String table, String usedAt) {
        return "CREATE VIEW %s(%s, used_at) AS SELECT %s, %s FROM %s"
                .formatted(name, numbered(), values, quoted(usedAt), table);
    }

    /** Names that the columns of both sides have in common. */
    private String numbered() {
        return IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    }

    private static String parquet(Path folder) {
        return "read_parquet('" + folder + "/**/*.parquet', hive_partitioning = false)";
    }

    private static String sqlType(String type) {
        return switch (type) {
            case "DECIMAL" -> "DECIMAL(24,10)";
            case "TIMESTAMP" -> "TIMESTAMP";
            default -> "VARCHAR";
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void execute(Connection duckDb, String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection duckDb, String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
