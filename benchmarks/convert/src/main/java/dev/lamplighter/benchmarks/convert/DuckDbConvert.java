package dev.lamplighter.benchmarks.convert;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB as one would tune it for this: types given instead of guessed, one COPY a file so that several files are inflated
 * at once, order of rows not kept. Absent fields become NULL, which costs DuckDB nothing.
 */
public final class DuckDbConvert {
    private DuckDbConvert() {}

    /** Takes the types, the folder to write to and the CSV files. */
    public static void main(String[] args) throws Exception {
        String columns = columns(Column.read(Path.of(args[0])));
        Path out = Path.of(args[1]);
        List<Path> files = Arrays.stream(args).skip(2).map(Path::of).collect(Collectors.toCollection(ArrayList::new));
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try (DuckDBConnection duckDb =
                DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
            execute(duckDb, "SET threads = " + cores);
            execute(duckDb, "SET preserve_insertion_order = false");
            List<Future<?>> copies = new ArrayList<>();
            for (Path file : files) {
                String copy = copy(columns, file, out);
                copies.add(threads.submit(() -> {
                    try (Connection own = duckDb.duplicate()) {
                        execute(own, copy);
                    }
                    return null;
                }));
            }
            for (Future<?> done : copies) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static String copy(String columns, Path csv, Path out) {
        String name = csv.getFileName().toString().replace(".csv.gz", ".parquet");
        return """
                COPY (SELECT * FROM read_csv('%s', auto_detect = false, header = true, delim = ',', quote = '"',
                        escape = '"', columns = %s))
                TO '%s' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3)
                """.formatted(csv, columns, out.resolve(name));
    }

    private static String columns(List<Column> columns) {
        return columns.stream()
                .map(column -> "'%s': '%s'".formatted(column.header().replace("'", "''"), sqlType(column.type())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String sqlType(String type) {
        return switch (type) {
            case "DECIMAL" -> "DECIMAL(24,10)";
            case "TIMESTAMP" -> "TIMESTAMP";
            default -> "VARCHAR";
        };
    }

    private static void execute(Connection duckDb, String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }
}
