package dev.lamplighter.app.feature;

import dev.lamplighter.base.MonotonicClock;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.cur.CurOperations;
import dev.lamplighter.cost.engine.AthenaConversionSteps;
import dev.lamplighter.cost.engine.AttemptLog;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.AthenaSpending;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.CsvHeaderStripper;
import dev.lamplighter.cost.publish.AthenaStatementPoller;
import dev.lamplighter.cost.publish.CostOperations;
import dev.lamplighter.cost.publish.CostReports;
import dev.lamplighter.cost.publish.CostVersionSteps;
import dev.lamplighter.cost.publish.CsvTables;
import dev.lamplighter.cost.publish.MonthPublishStatements;
import dev.lamplighter.cost.publish.OldVersionRemoval;
import dev.lamplighter.cost.publish.PublicationVerification;
import dev.lamplighter.cost.publish.PublishedTables;
import dev.lamplighter.cost.publish.PublishingLock;
import dev.lamplighter.cost.publish.RemakeOperations;
import dev.lamplighter.cost.publish.ReportConverter;
import dev.lamplighter.cost.publish.ReportDiscovery;
import dev.lamplighter.cost.publish.RetentionSettings;
import dev.lamplighter.cost.publish.S3EventNotifications;
import dev.lamplighter.cost.publish.TableRemake;
import dev.lamplighter.cost.publish.VersionFailurePolicy;
import dev.lamplighter.cost.publish.VersionFilesCheck;
import dev.lamplighter.cost.publish.VersionRecords;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.view.CostViews;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Makes the beans that the cost routes call, and the operations behind the operator's verbs. */
public final class CostBeans {
    private final Map<String, Object> byName = new TreeMap<>();
    private final CostReports reports;
    private final S3EventNotifications notices;
    private final CostOperations operations;
    private final CsvTables texts;
    private final PublishedTables tables;

    /** The clients, the database and the clocks that publishing works with. */
    public record World(
            ReportLedger ledger,
            ObjectStore source,
            ObjectStore target,
            ReportConverter converter,
            CsvHeaderStripper stripping,
            Supplier<AthenaClient> athena,
            AthenaScans scans,
            ByAthena byAthena) {}

    /** What conversion by Athena works with. */
    public record ByAthena(AthenaConversionSettings settings, AthenaAttempts attempts, ConversionMeter meter) {}

    /** @param routes the routes that call these beans */
    public CostBeans(
            CostPublishSettings costs,
            RetentionSettings retention,
            World world,
            InstantSource clock,
            RouteCall routes) {
        ReportLedger ledger = world.ledger();
        tables = new PublishedTables(costs, ledger, routes);
        ObjectStore target = world.target();
        VersionRecords records = new VersionRecords(target, costs.target().prefix());
        VersionFilesCheck files = new VersionFilesCheck(world.converter(), world.source(), target, records);
        ReportDiscovery discovery = new ReportDiscovery(
                world.source(), costs.source().prefix(), costs.tables().keySet());
        OldVersionRemoval oldVersions = new OldVersionRemoval(tables::settings, retention, ledger, target, clock);
        PublishingLock turn = new PublishingLock();
        reports = new CostReports(discovery, ledger, files, oldVersions, turn, clock);
        notices = new S3EventNotifications(discovery, ledger);
        TableRemake remake = new TableRemake(tables, discovery, turn, clock);
        operations = new CostOperations(
                discovery,
                ledger,
                reports,
                oldVersions,
                routes,
                turn,
                new AthenaSpending(world.scans(), costs.athena().pricePerTb(), clock),
                new RemakeOperations(tables, remake, turn));
        byName.put("costRemake", remake);
        byName.put("costViews", tables.views());
        byName.put("costReports", reports);
        byName.put("costNotices", notices);
        byName.put(
                "costVersions",
                new CostVersionSteps(tables, world.byAthena().settings().engine(), files, clock));
        byName.put(
                "costAthena",
                new AthenaConversionSteps(
                        costs,
                        world.byAthena().settings(),
                        new AttemptLog(tables::settings, world.byAthena().attempts(), ledger, target, clock),
                        ledger,
                        new AthenaConversionSteps.Files(
                                world.source(),
                                target,
                                world.converter(),
                                world.byAthena().meter()),
                        clock));
        byName.put("costFailures", new VersionFailurePolicy(tables, records, clock));
        byName.put("costTable", new MonthPublishStatements(tables, target::uri));
        texts = new CsvTables(tables::settings, ledger, files, world.source(), target, turn, clock);
        byName.put("costTexts", texts);
        byName.put("costVerification", new PublicationVerification(tables, records));
        byName.put("costTurn", new SingleExchangeRoutePolicy(turn));
        byName.put("curFiles", new CurOperations(world.converter(), world.stripping(), world.source(), target));
        byName.put(
                "athenaRuns",
                new AthenaStatementPoller(
                        world.athena(), costs.athena(), new MonotonicClock(clock, System::nanoTime), world.scans()));
    }

    /** The beans for Camel's registry, by name. */
    public Map<String, Object> byName() {
        return Collections.unmodifiableMap(byName);
    }

    public CostReports reports() {
        return reports;
    }

    public S3EventNotifications notices() {
        return notices;
    }

    public CostOperations operations() {
        return operations;
    }

    public CostViews views() {
        return tables.views();
    }

    /** Which table is asked. */
    public PublishedTables tables() {
        return tables;
    }

    public CsvTables texts() {
        return texts;
    }
}
