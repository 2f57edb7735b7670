package dev.lamplighter.cost.publish;

import dev.lamplighter.app.feature.CostBeans;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.AthenaSettings;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.athena.StoreAddress;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.CsvHeaderStripper;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.view.CostViews;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Publishing with a bucket in memory, a fake Athena and time that a test moves; {@link #restart()} forgets all else. */
public final class PublishingFixture {
    public static final Duration POLL = Duration.ofMinutes(15);
    private static final RetentionSettings RETENTION = new RetentionSettings(1, Duration.ofDays(2));

    public final SimulatedClock clock = new SimulatedClock("2026-10-05T00:00:00Z");
    public final MemoryStore source = new MemoryStore("reports", clock);
    public final MemoryStore target = new MemoryStore("lake", clock);
    public final PlainConverter converter = new PlainConverter();
    public final FakeAthena athena;
    public final CostPublishSettings settings;

    private final DataSource database;
    private final Outside outside;
    private AthenaConversionSettings byAthena = AthenaConversionSettings.LOCAL;
    private Lease lease = Lease.SOLE;
    private AthenaClient client;
    private ReportLedger ledger;
    private PublishingRoutes routes;
    private CostBeans beans;

    /** Stores and converter of a test's own, in place of those in memory. */
    public record Outside(
            ObjectStore source,
            ObjectStore target,
            Function<SimulatedClock, ReportConverter> converter,
            CsvHeaderStripper stripping) {
        /** That publishes no text. */
        public Outside(ObjectStore source, ObjectStore target, Function<SimulatedClock, ReportConverter> converter) {
            this(source, target, converter, (manifest, from, to, prefix, existing) -> {
                throw new UnsupportedOperationException("no text here");
            });
        }
    }

    public PublishingFixture(DataSource database, String... reportNames) {
        this(database, null, reportNames);
    }

    public PublishingFixture(DataSource database, @Nullable Outside outside, String... reportNames) {
        this(database, outside, new FakeAthena(), tables(reportNames));
    }

    /** @param tables by report */
    public PublishingFixture(
            DataSource database, @Nullable Outside outside, FakeAthena athena, Map<String, String> tables) {
        this.database = database;
        this.athena = athena;
        this.client = athena;
        this.outside = outside == null ? new Outside(source, target, always -> converter) : outside;
        settings = new CostPublishSettings(
                new StoreAddress("s3://reports", "cur/"),
                new StoreAddress("s3://lake", "lamplighter/"),
                tables,
                "",
                new AthenaSettings(
                        "billing", true, "primary", "s3://results/", Duration.ofMinutes(10), Duration.ofMillis(1)));
        restart();
    }

    private static Map<String, String> tables(String... reportNames) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String name : reportNames) {
            tables.put(name, reportNames.length == 1 ? "costs" : "costs_" + HiveName.from(name));
        }
        return tables;
    }

    /** From the next {@link #restart()} on. */
    public void convertBy(AthenaConversionSettings engine) {
        byAthena = engine;
    }

    /** From the next {@link #restart()} on this is one of several copies; its Athena is called by that client. */
    public void beOneOfSeveral(Lease itsLease, AthenaClient itsAthena) {
        lease = itsLease;
        client = itsAthena;
    }

    /** A new process over the same database, buckets and Athena. */
    public void restart() {
        if (routes != null) {
            routes.close();
        }
        ledger = new ReportLedger(database, clock, lease);
        routes = new PublishingRoutes(settings);
        beans = new CostBeans(settings, RETENTION, world(), clock, routes);
        routes.bind(byName());
    }

    /** Ends its routes for good. */
    public void end() {
        routes.close();
    }

    private CostBeans.World world() {
        return new CostBeans.World(
                ledger,
                outside.source(),
                outside.target(),
                outside.converter().apply(clock),
                outside.stripping(),
                () -> client,
                new AthenaScans(database),
                new CostBeans.ByAthena(byAthena, new AthenaAttempts(database), new ConversionMeter(clock)));
    }

    /** What the routes call; Athena's time is that of the test. */
    public Map<String, Object> byName() {
        Map<String, Object> byName = new LinkedHashMap<>(beans.byName());
        byName.put(
                "athenaRuns",
                new AthenaStatementPoller(() -> client, settings.athena(), clock, new AthenaScans(database)));
        byName.put("athena", client);
        byName.put("costProblems", new CostFailureLog(clock));
        return byName;
    }

    public ReportLedger ledger() {
        return ledger;
    }

    public CostReports reports() {
        return beans.reports();
    }

    public S3EventNotifications notices() {
        return beans.notices();
    }

    public CostViews views() {
        return beans.views();
    }

    public CostOperations desk() {
        return beans.operations();
    }

    /** Keys of tables' files. */
    public List<String> tableKeys() {
        return target.keys().stream()
                .filter(key -> key.contains("/billing_period="))
                .toList();
    }

    /** The same by other routes over the same beans. */
    public CostOperations desk(RouteCall others) {
        return new CostBeans(settings, RETENTION, world(), clock, others).operations();
    }

    /** AWS delivers one file of costs; a minute passes. */
    public void deliver(String name, String month, String assembly, String... costs) {
        PlainConverter.deliver(source, "cur/", name, month, assembly, costs);
        clock.pass(Duration.ofMinutes(1));
    }

    /** By the shipped routes; throws what became of it if that is a problem. */
    public PublicationResult publish(ReportVersion version) {
        PublicationResult publicationResult = routes.ask("cost-version", version, PublicationResult.class);
        Problem problem = publicationResult.problem();
        if (problem != null) {
            throw new ProblemException(problem);
        }
        return publicationResult;
    }

    /** What is to be converted of a version. */
    public ConversionRequest order(ReportVersion version) throws IOException {
        return ((CostVersionSteps) Objects.requireNonNull(beans.byName().get("costVersions")))
                .open(version)
                .order();
    }

    /** One statement by the shipped route; returns its query execution id. */
    String run(String sql) {
        return routes.ask("athena", sql, String.class);
    }

    /** The text of a month by the shipped routes. */
    void publishText(ReportVersion version) {
        routes.send("cost-text", version);
    }

    /** A round of the table that is made again, by the shipped routes; throws what became of it if that is a problem. */
    void remake() {
        routes.require("cost-verify");
        routes.require("cost-views");
        routes.send("cost-remake", "");
    }

    CsvTables texts() {
        return beans.texts();
    }

    /** What the route does on each tick: every due version once. Returns what went wrong, one line each. */
    public List<String> poll() throws IOException {
        List<String> problems = new ArrayList<>();
        for (ReportVersion version : reports().discover()) {
            try {
                publish(version);
            } catch (ProblemException e) {
                problems.add(e.problem().line());
            }
        }
        reports().removeOldVersions();
        clock.pass(POLL);
        return problems;
    }
}
