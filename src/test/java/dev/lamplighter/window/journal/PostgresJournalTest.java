package dev.lamplighter.window.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.PostgresServer;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertStateChange;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.base.lease.DatabaseLease;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.LeaseException;
import dev.lamplighter.base.lease.Leases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same journal on the embedded database and on a real PostgreSQL, which is started once and takes some seconds. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class PostgresJournalTest {
    private static final Instant START = Instant.parse("2026-11-22T14:30:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T14:20:00.123456789Z");

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static StateDatabase embedded;
    private static DataSource shared;

    @BeforeAll
    static void open() {
        embedded = StateDatabase.inMemory();
        shared = SERVER.newDatabase();
    }

    @AfterAll
    static void close() {
        embedded.close();
    }

    private static Stream<DataSource> databases() {
        return Stream.of(embedded.dataSource(), shared);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aLaunchIsReadAgainInEachOfItsPhases(DataSource database) {
        String slot = "w".repeat(64) + "/repeater-2";
        WindowJournal journal = new WindowJournal(database);
        Instant asked = Instant.parse("2026-11-22T14:20:00.123456Z");
        SlotLaunch requested = SlotLaunch.requested("repeater-2", 1, 2, "token", "sha", 3, asked);
        SlotLaunch second = SlotLaunch.requested("repeater-2", 2, 1, "another", "", 0, asked);
        OccurrenceRecord entry = OccurrenceRecord.opening("w-launch", START, START.plusSeconds(3600), List.of());
        for (SlotLaunch launch : List.of(
                requested,
                requested.unanswered(),
                requested.refused("InsufficientInstanceCapacity"),
                requested.launched("i-7", "eni-7"),
                requested.launched("i-7", "eni-7").ended(asked))) {
            entry = entry.withLaunch(launch).withLaunch(second);
            journal.save(entry, new LastCall(slot, "RUN", NOW));
            OccurrenceRecord read =
                    new WindowJournal(database).find("w-launch", START).orElseThrow();
            assertThat(read.launches()).containsExactly(launch, second);
            assertThat(read.claims()).isEqualTo(entry.claims());
            assertThat(new WindowJournal(database).unfinished()).contains(read);
        }
        assertThat(entry.isLaunched("i-7")).isTrue();
        assertThat(entry.isLaunched("")).isFalse();
        assertThat(entry.claim("i-7").claimPhase()).isEqualTo(ClaimPhase.RELEASED);
        assertThat(entry.unanswered()).containsExactly(second);
        assertThat(new WindowJournal(database).lastCalls()).containsKey(LastCall.key(slot));
        journal.save(entry.withPhase(Phase.CLOSED), NOW);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void everythingThatIsWrittenIsReadAgain(DataSource database) {
        WindowJournal journal = new WindowJournal(database);
        OccurrenceRecord entry = OccurrenceRecord.opening(
                        "w-all", START, START.plusSeconds(3600), List.of("i-1", "i-2"))
                .withClaim(
                        "i-1", InstanceStartAttempts.NAMED.starting().notStarted("InsufficientInstanceCapacity", true))
                .withAttempt("its window is open")
                .withError("x".repeat(3000));
        LastCall call = new LastCall("i-1", "MODIFY", NOW);
        journal.save(entry, NOW);
        journal.save(
                entry.withPhase(Phase.DEGRADED),
                call,
                new SubstituteInstanceType("i-1", "c7i.large", List.of("c6i.large")));
        journal.save(
                entry.withPhase(Phase.OPEN),
                call,
                new SubstituteInstanceType("i-1", "c7i.large", List.of("c6i.large", "c5.large")));

        WindowJournal again = new WindowJournal(database);

        OccurrenceRecord read = again.find("w-all", START).orElseThrow();
        assertThat(read.claims()).isEqualTo(entry.claims());
        assertThat(read.phase()).isEqualTo(Phase.OPEN);
        assertThat(read.attempts()).isEqualTo(1);
        assertThat(read.lastError()).hasSize(1000);
        assertThat(again.unfinished()).contains(read);
        assertThat(again.latest("w-all")).contains(read);
        assertThat(again.lastCalls())
                .containsEntry("i-1", new LastCall("i-1", "MODIFY", Instant.parse("2026-11-22T14:20:00.123456Z")));
        assertThat(again.lentTypes())
                .containsEntry("i-1", new SubstituteInstanceType("i-1", "c7i.large", List.of("c6i.large", "c5.large")));
        again.forgetLentType("i-1");
        again.save(read.withPhase(Phase.CLOSED), NOW);
        assertThat(again.unfinished()).isEmpty();
        assertThat(new WindowJournal(database).unfinished()).isEmpty();
        assertThat(new WindowJournal(database).lentTypes()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void notesInstructionsAndSpansAreReadAgain(DataSource database) {
        WindowJournal journal = new WindowJournal(database);
        journal.notes().write("w-more", START, "place", "eu-west-1 - -");
        journal.notes().write("w-more", START, "place", "eu-central-1 - -");
        WindowOverride extended = new WindowOverride(
                OverrideType.EXTEND,
                "w-more",
                START,
                START.plusSeconds(7200),
                new AuditInfo(NOW, "ann", "x".repeat(3000)));
        WindowOverride held = new WindowOverride(
                OverrideType.HOLD_ON, "i-9", START, START.plusSeconds(60), new AuditInfo(NOW, "bob", "a test"));
        journal.instructions().add(List.of(extended, held));
        OccurrenceRecord entry = OccurrenceRecord.opening("w-more", START, START.plusSeconds(3600), List.of("i-9"))
                .withClaim("i-9", InstanceStartAttempts.NAMED.as(ClaimPhase.HELD));
        journal.spans().note(entry, NOW);
        journal.spans().note(entry.withClaim("i-9", InstanceStartAttempts.RELEASED), NOW.plusSeconds(60));
        journal.save(entry, NOW);

        WindowJournal again = new WindowJournal(database);

        assertThat(again.notes().read("w-more", START, "place")).contains("eu-central-1 - -");
        assertThat(again.instructions().all()).hasSize(2).last().isEqualTo(held);
        assertThat(again.instructions().all().get(0).auditInfo().reason()).hasSize(1000);
        assertThat(again.spans().overlapping(START.minusSeconds(3600), START))
                .singleElement()
                .satisfies(stateInterval ->
                        assertThat(stateInterval.within(Instant.EPOCH, START)).isEqualTo(Duration.ofSeconds(60)));
        assertThat(again.spans().first()).contains(Instant.parse("2026-11-22T14:20:00.123456Z"));
        assertThat(again.overlapping(START, START.plusSeconds(1)))
                .extracting(OccurrenceRecord::window)
                .contains("w-more");
        assertThat(again.latestOf("i-9")).map(OccurrenceRecord::window).contains("w-more");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatIsTriedIsReadBackAndGone(DataSource database) {
        WindowOverride skip = new WindowOverride(
                OverrideType.SKIP, "w-trial", START, START.plusSeconds(1), new AuditInfo(NOW, "ann", "a trial"));
        WindowJournal journal = new WindowJournal(database);
        journal.notes().write("w-trial", START, "before", "a note of before");
        int before = journal.instructions().all().size();
        try (DryRunJournal trial = DryRunJournal.of(journal, NOW)) {
            WindowJournal tried = trial.journal();
            assertThat(tried.instructions().all())
                    .isEqualTo(journal.instructions().all());
            assertThat(tried.unfinished()).containsExactlyInAnyOrderElementsOf(journal.unfinished());
            assertThat(tried.lastCalls()).isEqualTo(journal.lastCalls());
            assertThat(tried.notes().read("w-trial", START, "before")).contains("a note of before");
            tried.instructions().add(List.of(skip));
            tried.notes().write("w-trial", START, "place", "a note");
            assertThat(tried.instructions().all()).contains(skip);
        }

        assertThat(new WindowJournal(database).instructions().all()).hasSize(before);
        assertThat(journal.notes().read("w-trial", START, "place")).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void alertsArePassedOnByTheOneThatActs(DataSource database) {
        AlertOutbox acting = new AlertOutbox(database, () -> NOW);
        AlertOutbox watching = new AlertOutbox(database, () -> NOW, () -> false);
        AlertKey place = new AlertKey("windows", "w-alert", "i-1");
        Problem problem = new Problem(WindowProblemCode.STOPPED_BY_HAND, "i-1", "stopped", "by hand", "start it");
        acting.raise(place, AlertSeverity.ERROR, problem);
        acting.raise(place, AlertSeverity.ERROR, problem);

        assertThat(watching.raised("windows"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.place()).isEqualTo(place));
        assertThat(watching.pending()).isEmpty();
        acting.clear(place);
        assertThat(acting.pending())
                .extracting(AlertStateChange::state)
                .containsExactly(AlertStateChange.RAISED, AlertStateChange.CLEARED);
        acting.pending().forEach(acting::sent);
        assertThat(watching.raised("windows")).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aTransactionThatFailsLeavesNothing(DataSource database) {
        WindowJournal journal = new WindowJournal(database);
        OccurrenceRecord entry =
                OccurrenceRecord.opening("w-half", START, START.plusSeconds(3600), List.of("i-" + "1".repeat(99)));

        assertThatThrownBy(() -> journal.save(entry, NOW)).isInstanceOf(JournalException.class);

        assertThat(new WindowJournal(database).find("w-half", START)).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void theLeaseGoesToOneAndMovesWhenItIsNotRenewedOrGivenUp(DataSource database) {
        AtomicLong nanos = new AtomicLong();
        DatabaseLease one = new DatabaseLease(database, Lease.WINDOWS, "one", Duration.ofSeconds(90), nanos::get);
        DatabaseLease two = new DatabaseLease(database, Lease.WINDOWS, "two", Duration.ofSeconds(90), nanos::get);
        assertThat(one.renew()).isTrue();
        assertThat(two.renew()).isFalse();
        assertThat(two.holder()).isEqualTo("one");
        nanos.addAndGet(Duration.ofSeconds(89).toNanos());
        assertThat(one.isHeld()).isTrue();
        assertThat(two.renew()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(one.isHeld())
                .as("it gives up no later than another takes over")
                .isFalse();
        assertThat(two.renew()).isTrue();
        assertThat(one.renew()).isFalse();

        two.release();

        assertThat(two.isHeld()).isFalse();
        assertThat(one.renew()).isTrue();
        one.release();
    }

    @Test
    void theShippedDatabaseConnectsByUrlAndMindsNoDroppedConnections() throws Exception {
        try (JournalDatabase database = database(SERVER.url())) {
            WindowJournal journal = database.journal();
            assertThat(journal.lease().isHeld()).isFalse();
            assertThat(journal.lease().renew()).isTrue();
            assertThat(journal.lastCalls()).isNotNull();
            PostgresServer.execute(
                    shared,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'lamplighter'");

            assertThat(journal.lease().renew()).isTrue();
        }
    }

    @Test
    void aDatabaseThatIsAwayKeepsNobodyFromStarting() throws Exception {
        try (JournalDatabase away = database("jdbc:postgresql://127.0.0.1:1/none")) {
            WindowJournal journal = away.journal();

            assertThatThrownBy(() -> journal.lease().renew()).isInstanceOf(LeaseException.class);
            assertThat(journal.lease().isHeld()).isFalse();
        }
    }

    @Test
    void anotherUrlIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("windows.journal.url", "jdbc:mysql://host/db")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }

    private static JournalDatabase database(String url) {
        SharedDatabase shared = new SharedDatabase(url, "postgres", Optional.of("postgres"));
        return JournalDatabase.apart(
                shared,
                Leases.shared(
                        shared.leases(),
                        "one",
                        Duration.ofSeconds(90),
                        new ElapsedTime(InstantSource.system(), System::nanoTime)));
    }

    private static JournalSettings settings(Map<String, String> values) {
        return JournalSettings.of(new Settings(values, Path.of(".")));
    }
}
