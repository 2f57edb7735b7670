package dev.lamplighter.cost.publish;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Publishing with a bucket in memory, a fake Athena and time that a test moves; {@link #restart()} forgets all else. */
public final class PublishingFixture {
    public static final Duration POLL = Duration.ofMinutes(15);
    private static final RetentionSettings RETENTION = new RetentionSettings(1, Duration.ofDays(2));

    public final MovingClock clock = new MovingClock("2026-10-05T00:00:00Z");
    public final MemoryStore source = new MemoryStore("reports", clock);
    public final MemoryStore target = new MemoryStore("lake", clock);
    public final PlainConverter converter = new PlainConverter();
    public final FakeAthena athena = new FakeAthena();
    public final CostSettings settings;

    private final DataSource database;
    private final Outside outside;
    private ReportLedger ledger;
    private CostReports reports;
    private CostDesk desk;
    private ReportNotices notices;

    /** Stores and converter of a test's own, in place of those in memory. */
    record Outside(ObjectStore source, ObjectStore target, Function<MovingClock, ReportConverter> converter) {}

    public PublishingFixture(DataSource database, String... reportNames) {
        this(database, null, reportNames);
    }

    PublishingFixture(DataSource database, @Nullable Outside outside, String... reportNames) {
        this.database = database;
        this.outside = outside == null ? new Outside(source, target, always -> converter) : outside;
        Map<String, String> tables = new LinkedHashMap<>();
        for (String name : reportNames) {
            tables.put(name, reportNames.length == 1 ? "costs" : "costs_" + HiveName.from(name));
        }
        settings = new CostSettings(
                new StoreAddress("s3://reports", "cur/"),
                new StoreAddress("s3://lake", "lamplighter/"),
                tables,
                "",
                new AthenaSettings(
                        "billing", true, "primary", "s3://results/", Duration.ofMinutes(10), Duration.ofMillis(1)));
        restart();
    }

    /** A new process over the same database, buckets and Athena. */
    public void restart() {
        ledger = new ReportLedger(database, clock);
        AthenaStatements statements = new AthenaStatements(athena, settings.athena(), clock, clock::advance);
        PublishedTable table = new PublishedTable(statements, settings.athena());
        VersionConversion versions = new VersionConversion(
                outside.converter().apply(clock),
                outside.source(),
                outside.target(),
                new VersionRecords(outside.target(), settings.target().prefix()));
        ReportDiscovery discovery = new ReportDiscovery(
                outside.source(), settings.source().prefix(), settings.tables().keySet());
        OldVersions old = new OldVersions(settings, RETENTION, ledger, outside.target(), clock);
        reports = new CostReports(
                discovery, ledger, new MonthPublication(settings, ledger, versions, table, clock), old, clock);
        notices = new ReportNotices(discovery, ledger);
        desk = new CostDesk(discovery, ledger, reports, old, new MonthVerification(settings, versions, statements));
    }

    public ReportLedger ledger() {
        return ledger;
    }

    public CostReports reports() {
        return reports;
    }

    public ReportNotices notices() {
        return notices;
    }

    public CostDesk desk() {
        return desk;
    }

    /** Keys of tables' files. */
    public List<String> tableKeys() {
        return target.keys().stream()
                .filter(key -> key.contains("/billing_period="))
                .toList();
    }

    /** AWS delivers one file of costs; a minute passes. */
    public void deliver(String name, String month, String assembly, String... costs) {
        PlainConverter.deliver(source, "cur/", name, month, assembly, costs);
        clock.advance(Duration.ofMinutes(1));
    }

    /** What the route does on each tick: every due version once. Returns what went wrong, one line each. */
    public List<String> poll() throws IOException {
        List<String> problems = new ArrayList<>();
        for (ReportVersion version : reports.discover()) {
            try {
                reports.publish(version);
            } catch (ProblemException e) {
                problems.add(e.problem().line());
            }
        }
        reports.removeOldVersions();
        clock.advance(POLL);
        return problems;
    }
}
