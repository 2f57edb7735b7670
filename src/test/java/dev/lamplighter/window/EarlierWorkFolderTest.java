package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.EarlierHome;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertStateChange;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelStore;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.operate.PersistentState;
import dev.lamplighter.window.operate.WindowOperations;
import dev.lamplighter.window.ready.ReadyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service of commit bed6181 left in its work folder is gone on with as if it had been left by this one. */
final class EarlierWorkFolderTest {
    private static final String MEDIA = "i-0a1b2c3d4e5f60001";
    private static final String ENCODER = "i-0a1b2c3d4e5f61002";
    private static final String FIRST = "eipalloc-0a1b2c3d4e5f60001";
    private static final String SECOND = "eipalloc-0a1b2c3d4e5f60002";

    @TempDir
    private Path folder;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T16:05:00Z");
    private final SimulatedEc2 ec2 = new SimulatedEc2(clock)
            .instance(MEDIA, "eni-0a1b2c3d4e5f60001")
            .instance(ENCODER, "eni-0a1b2c3d4e5f61002")
            .address(FIRST)
            .address(SECOND);

    @SuppressWarnings("NullAway.Init")
    private StateDatabase database;

    @BeforeEach
    void open() throws IOException {
        EarlierHome.copyTo(folder);
        database = StateDatabase.open(folder.resolve("work"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itsOpenWindowsGoOnAndAreClosedAtTheirEnds() {
        runBoth();
        StreamingWindows windows = boot();
        windows.reconcile();

        assertThat(windows.getWindows())
                .extracting(WindowStatus::getName, WindowStatus::getState)
                .contains(tuple("sunday-service", "DEGRADED"), tuple("encoding", "OPEN"));
        runTo(windows, "2026-11-22T23:59:30Z");
        assertThat(ec2.mutations)
                .as("nothing is to be done while both are open")
                .isEmpty();

        runTo(windows, "2026-11-23T01:14:30Z");
        assertThat(ec2.mutations).containsExactly("STOP " + ENCODER, "MODIFY " + ENCODER + " c7i.large");
        runTo(windows, "2026-11-23T01:30:00Z");
        assertThat(ec2.mutations).as("after the 15 min of the operator").endsWith("STOP " + MEDIA);
        WindowJournal journal = new WindowJournal(database.dataSource());
        assertThat(journal.unfinished()).isEmpty();
        assertThat(journal.lentTypes()).isEmpty();
        assertThat(journal.latest("sunday-service").orElseThrow().phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void whatItsOperatorSaidStillHolds() {
        runBoth();
        clock.set("2026-11-29T14:00:00Z");
        StreamingWindows windows = boot();
        runTo(windows, "2026-11-29T15:30:00Z");

        assertThat(ec2.mutations).as("sunday-service is skipped on 29 November").doesNotContain("START " + MEDIA);
        assertThat(ec2.mutations).contains("START " + ENCODER);
    }

    @Test
    void itsAlertsArePassedOnAndThoseOfWindowsAreOverWithThem() {
        runBoth();
        StreamingWindows windows = boot();
        AlertOutbox outbox = new AlertOutbox(database.dataSource(), clock);
        windows.reconcile();

        List<AlertStateChange> waiting = outbox.pending();
        assertThat(waiting)
                .extracting(notice -> notice.alert().code())
                .contains("WINDOW-105", "WINDOW-108", "WINDOW-111", "COST-130");
        waiting.forEach(outbox::sent);
        runTo(windows, "2026-11-23T02:00:00Z");
        assertThat(outbox.raised("windows"))
                .as("its address was on another's interface all the time, which stays told")
                .extracting(Alert::code)
                .containsExactly("WINDOW-165");
        assertThat(outbox.raised("costs")).hasSize(1);
    }

    @Test
    void itsMonthsAreKnownAndNotConvertedAgain() throws IOException {
        PublishingFixture costs = new PublishingFixture(database.dataSource(), "hourly");
        assertThat(costs.ledger().published())
                .extracting(ReportLedgerEntry::month, ReportLedgerEntry::assemblyId)
                .containsExactly(
                        tuple("2026-09", "20260930T000000Z"),
                        tuple("2026-10", "20261103T000000Z"),
                        tuple("2026-11", "20261120T000000Z"));

        costs.deliver("hourly", "2026-09", "20260930T000000Z", "10.5", "0.25");
        costs.deliver("hourly", "2026-10", "20261103T000000Z", "7", "3.125", "0.5");
        costs.deliver("hourly", "2026-11", "20261120T000000Z", "1.75");

        assertThat(costs.poll()).isEmpty();
        assertThat(costs.converter.conversions()).as("the same bytes as then").isZero();
    }

    @Test
    void itsPixelsAreInPlace() {
        List<PixelAssignment> pixels =
                new PixelStore(folder.resolve("work/pixels.json"), PanelGeometry.parse("8x8")).load();

        assertThat(pixels)
                .extracting(PixelAssignment::instanceId, PixelAssignment::index)
                .containsExactlyInAnyOrder(tuple(MEDIA, 0), tuple(ENCODER, 9), tuple("i-0a1b2c3d4e5f61001", 63));
    }

    /** EC2 as the earlier service left it. */
    private void runBoth() {
        clock.set("2026-11-22T14:20:00Z");
        ec2.machine(ENCODER).type = "c6i.large";
        ec2.startInstances(request -> request.instanceIds(MEDIA));
        ec2.startInstances(request -> request.instanceIds(ENCODER));
        ec2.hold(FIRST, "eni-0a1b2c3d4e5f60001", null);
        ec2.hold(SECOND, "eni-0a1b2c3d4e5f6ffff", null);
        ec2.mutations.clear();
        clock.set("2026-11-22T16:05:00Z");
    }

    private StreamingWindows boot() {
        ParsedWindowsFile file = ParsedWindowsFile.read(folder.resolve("windows.yaml"), clock.instant());
        assertThat(file.problems()).isEmpty();
        SdkEc2Actions actions = new SdkEc2Actions(ec2, clock);
        WindowJournal journal = new WindowJournal(database.dataSource());
        AlertOutbox alerts = new AlertOutbox(database.dataSource(), clock);
        StreamingWindows windows = new StreamingWindows(
                file.windows(),
                journal,
                new WindowPorts(
                        new RegionalEc2(accountRegion -> actions),
                        asked -> new ReadyResult(true, "answers"),
                        call -> CompletableFuture.failedFuture(new IllegalStateException("no routes")),
                        route -> false,
                        clock::nanoTime,
                        alerts),
                clock,
                Duration.ofMinutes(3));
        WindowOperations operations =
                new WindowOperations(windows, new PersistentState(journal, alerts), () -> file, clock);
        assertThat(operations.status()).isNotEmpty();
        return windows;
    }

    private void runTo(StreamingWindows windows, String instant) {
        Instant end = Instant.parse(instant);
        while (clock.instant().isBefore(end)) {
            windows.reconcile();
            clock.pass(Duration.ofSeconds(30));
        }
    }
}
