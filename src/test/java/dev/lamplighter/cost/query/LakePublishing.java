package dev.lamplighter.cost.query;

import dev.lamplighter.app.feature.CostBeans;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.AthenaSettings;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.StoreAddress;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.CsvHeaderStripping;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.CostOperations;
import dev.lamplighter.cost.publish.InProcessConverter;
import dev.lamplighter.cost.publish.PublishingRoutes;
import dev.lamplighter.cost.publish.RetentionSettings;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.S3Store;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/** One report, its bucket, its database. */
final class LakePublishing {
    private final SandboxLake lake;
    private final String name;
    private final String bucket;
    private final DataSource state;
    private final CostPublishSettings settings;
    private final ReportLedger ledger;
    final String database;
    private final PublishingRoutes routes;
    private final CostBeans beans;
    final CostOperations desk;

    LakePublishing(SandboxLake lake, DataSource state, String name, String reportName) {
        this(lake, state, reportName, new Names(name, "costs_" + name, "costs_seed"));
    }

    /** What a test's bucket, database and views are called. */
    record Names(String name, String database, String views) {}

    LakePublishing(SandboxLake lake, DataSource state, String reportName, Names names) {
        this(lake, state, reportName, names, AthenaConversionSettings.LOCAL);
    }

    /** @param byAthena who converts, and the type of numbers in new tables */
    LakePublishing(
            SandboxLake lake, DataSource state, String reportName, Names names, AthenaConversionSettings byAthena) {
        this.lake = lake;
        name = names.name();
        bucket = "cur-" + name;
        database = names.database();
        lake.bucket(bucket);
        Clock clock = Clock.systemUTC();
        this.state = state;
        settings = new CostPublishSettings(
                new StoreAddress("s3://" + bucket, "cur/"),
                new StoreAddress("s3://" + bucket, "lake/"),
                Map.of(reportName, "costs"),
                names.views(),
                new AthenaSettings(
                        database,
                        true,
                        "primary",
                        "s3://results/" + name + "/",
                        Duration.ofMinutes(2),
                        Duration.ofMillis(50)),
                "resource_tags_user_customersegment",
                Path.of("src/test/resources/cur-samples/accounts.csv"));
        S3Store store = new S3Store(lake.s3(), bucket);
        ledger = new ReportLedger(state, clock);
        InProcessConverter converter = new InProcessConverter(
                new ManifestReader(), new ConversionMeter(clock), clock, byAthena.numbers(), 96L << 20);
        routes = new PublishingRoutes(settings);
        beans = new CostBeans(
                settings,
                new RetentionSettings(0, Duration.ofDays(1)),
                new CostBeans.World(
                        ledger,
                        store,
                        store,
                        converter,
                        new CsvHeaderStripping(clock, (file, files, key, rows) -> {}, LineBreakPolicy.SPACE),
                        lake::athena,
                        new AthenaScans(state),
                        new CostBeans.ByAthena(byAthena, new AthenaAttempts(state), new ConversionMeter(clock))),
                clock,
                routes);
        routes.bind(beans.byName());
        routes.bind(Map.of("athena", lake.athena(), "costProblems", new CostFailureLog(clock)));
        desk = beans.operations();
    }

    /** The runs of queries on what is published here. */
    CostQueryRuns queries(QuerySettings asking) {
        return queries(asking, Clock.systemUTC());
    }

    /** The same as they are at another time. */
    CostQueryRuns queries(QuerySettings asking, InstantSource clock) {
        return new CostQueryRuns(settings, asking, ledger, new QueryRunLedger(state), beans.views(), clock);
    }

    CostPublishSettings settings() {
        return settings;
    }

    List<PublicationResult> publish() throws IOException {
        List<PublicationResult> publications = new ArrayList<>();
        for (ReportVersion version : beans.reports().discover()) {
            PublicationResult publicationResult = routes.ask("cost-version", version, PublicationResult.class);
            Problem problem = publicationResult.problem();
            if (problem != null) {
                throw new ProblemException(problem);
            }
            publications.add(publicationResult);
        }
        return publications;
    }

    /** All months again in another table, which is asked from then on; what {@code costs remake} tells of it. */
    List<String> remake(String table) throws IOException {
        desk.remake(table, "");
        routes.require("cost-verify");
        routes.require("cost-views");
        routes.send("cost-remake", "");
        return desk.remake("", "");
    }

    /** Months whose text was published. */
    int publishTexts() throws IOException {
        List<ReportVersion> due = beans.texts().due();
        for (ReportVersion version : due) {
            routes.send("cost-text", version);
        }
        return due.size();
    }

    void deliver(Path sample) throws IOException {
        try (Stream<Path> files = Files.walk(sample.resolve("cur"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                write(sample.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    void deliverSmall(String assembly, String header, String... rows) throws IOException {
        deliverSmall(YearMonth.of(2026, 9), assembly, header, rows);
    }

    void deliverSmall(YearMonth month, String assembly, String header, String... rows) throws IOException {
        String begin = month.toString().replace("-", "") + "01";
        String end = month.plusMonths(1).toString().replace("-", "") + "01";
        String folder = "cur/small/" + begin + "-" + end + "/";
        String data = folder + assembly + "/small-00001.csv.gz";
        write(data, Gzip.of(header + "\n" + String.join("\n", rows) + "\n"));
        StringBuilder columns = new StringBuilder();
        for (String column : header.split(",", -1)) {
            columns.append(columns.isEmpty() ? "" : ",")
                    .append("{\"category\":\"")
                    .append(column.replace("/", "\",\"name\":\""))
                    .append("\",\"type\":\"")
                    .append(
                            column.endsWith("Cost")
                                    ? "BigDecimal"
                                    : column.matches(".*(Start|End)Date") ? "DateTime" : "String")
                    .append("\"}");
        }
        write(
                folder + "small-Manifest.json",
                ("{\"assemblyId\":\"" + assembly
                                + "\",\"account\":\"000000000000\",\"columns\":[" + columns
                                + "],\"charset\":\"UTF-8\",\"compression\":\"GZIP\",\"contentType\":\"text/csv\","
                                + "\"reportId\":\"0\",\"reportName\":\"small\",\"billingPeriod\":{\"start\":\""
                                + begin + "T000000.000Z\",\"end\":\"" + end + "T000000.000Z\"},\"bucket\":\""
                                + bucket + "\",\"reportKeys\":[\"" + data + "\"],\"additionalArtifactKeys\":[]}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    byte[] read(String key) {
        return lake.s3()
                .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    void write(String key, byte[] bytes) {
        lake.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    /** The answer of a shipped query about one month, column by name. */
    List<Map<String, String>> ask(String query, String month) {
        return ask(query, month, month);
    }

    /** The answer of a shipped query about some months. */
    List<Map<String, String>> ask(String query, String first, String last) {
        return ask("costs", query, first, last);
    }

    /** The same of another table or view. */
    List<Map<String, String>> ask(String table, String query, String first, String last) {
        return ask(query, Map.of("table", table, "first_month", first, "last_month", last, "today", last + "-28"));
    }

    /** The same with some parameters that are not those of a service without settings. */
    List<Map<String, String>> ask(String query, Map<String, String> parameters) {
        NamedQuery asked = NamedQueries.load(Path.of("queries")).named(query).orElseThrow();
        Map<String, String> values = new HashMap<>(
                QuerySettings.of(new Settings(Map.of(), Path.of("."))).parameters());
        values.putAll(Map.of(
                "database",
                database,
                "table",
                "costs",
                "costs",
                "costs_costs",
                "tag_column",
                "resource_tags_user_customersegment"));
        values.put("resources", "'i-0'");
        values.putAll(Map.of("stream_tag", "CAST(NULL AS VARCHAR)", "stream_windows", "''"));
        values.putAll(new BudgetSql(Set.of()).parameters(List.of()));
        values.putAll(parameters);
        Set<String> columns =
                columns(values.getOrDefault(asked.parameters().contains("costs") ? "costs" : "table", ""));
        asked.optional().stream().filter(columns::contains).forEach(column -> values.put(column, column));
        return rows(asked.render(values));
    }

    private Set<String> columns(String table) {
        return rows("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = '" + database
                        + "' AND table_name = '" + table + "'")
                .stream()
                .map(row -> row.getOrDefault("name", ""))
                .collect(Collectors.toSet());
    }

    /** What Athena answers, the names of columns first. */
    List<List<@Nullable String>> lines(String sql) {
        return lake.rows(sql, database);
    }

    /** What Athena answers, column by name; NULL is left out. */
    List<Map<String, String>> rows(String sql) {
        var lines = lake.rows(sql, database);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < line.size(); i++) {
                        String value = line.get(i);
                        if (value != null) {
                            row.put(String.valueOf(lines.get(0).get(i)), value);
                        }
                    }
                    return row;
                })
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
