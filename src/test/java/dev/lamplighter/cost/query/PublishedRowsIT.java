package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.CsvHeaderStripping;
import dev.lamplighter.cost.parquet.DeliveredCsv;
import dev.lamplighter.cost.parquet.SampleReport;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.sandbox.SandboxLake;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row and column of a published month as Athena answers them, against DuckDB's reading of the delivered files. */
@Tag("long")
final class PublishedRowsIT {
    private final SandboxLake lake = SandboxLake.shared();
    private final StateDatabase database = StateDatabase.inMemory();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    /** Of each sample what its top manifests name. */
    static Stream<SampleReport> samples() {
        return Arrays.stream(SampleReport.all())
                .filter(sample -> !sample.sample().equals("s1-versions")
                        || sample.expected().contains("20250318T031500Z"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areThoseOfTheReport(SampleReport sample) throws Exception {
        String month = sample.manifest().billingPeriod().month();
        LakePublishing at = new LakePublishing(
                lake, database.dataSource(), "hourly", names("rows-" + sample.sample() + "-" + month));
        at.deliver(sample.folder().toAbsolutePath());
        at.publish();
        List<PublishedColumn> columns = CsvHeaderStripping.columns(sample.manifest(), List.of());

        Map<List<String>, Integer> published = counted(lake
                .rows(
                        "SELECT " + texts(columns, "CAST(%s AS varchar)") + " FROM costs WHERE billing_period = '"
                                + month + "'",
                        at.database)
                .stream()
                .skip(1)
                .map(row -> row.stream().map(String::valueOf).toList()));
        Map<List<String>, Integer> delivered = counted(delivered(sample, columns).stream());

        assertThat(beside(published, delivered))
                .as("published, but not delivered")
                .isEmpty();
        assertThat(beside(delivered, published))
                .as("delivered, but not published")
                .isEmpty();
        assertThat(delivered).hasSizeGreaterThan(10);
    }

    private static LakePublishing.Names names(String name) {
        return new LakePublishing.Names(name, name.replace('-', '_'), "");
    }

    private List<List<String>> delivered(SampleReport sample, List<PublishedColumn> columns) throws Exception {
        String names = columns.stream().map(PublishedColumn::name).collect(Collectors.joining(", "));
        String sql = "SELECT " + texts(columns, "strftime(%s, '%%Y-%%m-%%d %%H:%%M:%%S.%%g')") + " FROM ("
                + DeliveredCsv.select(sample, columns, folder) + ") t(" + names + ")";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Columns as text that both engines write alike. */
    private static String texts(List<PublishedColumn> columns, String instant) {
        return columns.stream()
                .map(column -> column.type() == ColumnType.TIMESTAMP
                        ? instant.formatted(column.name())
                        : "CAST(" + column.name() + " AS varchar)")
                .collect(Collectors.joining(", "));
    }

    private static Map<List<String>, Integer> counted(Stream<List<String>> rows) {
        Map<List<String>, Integer> counted = new HashMap<>();
        rows.forEach(row -> counted.merge(row, 1, Integer::sum));
        return counted;
    }

    /** Some of what one has and the other has not, or not as often. */
    private static List<String> beside(Map<List<String>, Integer> one, Map<List<String>, Integer> other) {
        return one.entrySet().stream()
                .filter(row -> row.getValue() > other.getOrDefault(row.getKey(), 0))
                .limit(3)
                .map(Object::toString)
                .toList();
    }
}
