package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.lease.DatabaseLease;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.query.LogLines;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.operate.PersistentState;
import dev.lamplighter.window.operate.WindowOperations;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two copies of the service on one journal. */
final class FaultTableCopiesTest {
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final String ALONE = SUNDAY.replaceAll("    addresses: .*\n", "");

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:00:00Z");
    private final SimulatedEc2 ec2 = new SimulatedEc2(clock).instance(ORIGIN, Stage.ENI);
    private final StateDatabase shared = StateDatabase.inMemory();
    private boolean isCutOff;
    private final ParsedWindowsFile file =
            ParsedWindowsFile.parse("windows.yaml", "windows:\n" + ALONE, clock.instant());
    private final WindowJournal journalOne = journal("one", cutOff(shared.dataSource()));
    private final WindowJournal journalTwo = journal("two", shared.dataSource());
    private final StreamingWindows one = copy(journalOne);
    private final StreamingWindows two = copy(journalTwo);

    @AfterEach
    void close() {
        shared.close();
    }

    @Test
    void row19OfTwoCopiesOnlyTheHolderOfTheLeaseActs() {
        while (clock.instant().isBefore(Instant.parse("2026-11-23T02:00:00Z"))) {
            one.reconcile();
            assertThat(two.reconcile().decisions()).isEmpty();
            clock.pass(Stage.TICK);
        }

        assertThat(ec2.mutations).containsExactly("START " + ORIGIN, "STOP " + ORIGIN);
        assertThat(one.isActing()).isTrue();
        assertThat(two.isActing()).isFalse();
        assertThat(two.getWindows())
                .singleElement()
                .satisfies(status -> assertThat(status.getState()).isEqualTo("WAITING"));
    }

    @Test
    void row19TheOtherCopyTakesOverWhenTheLeaseIsNoLongerRenewed() {
        tick("2026-11-22T20:00:00Z", one, two);
        tick("2026-11-22T20:03:00Z", two); // the first was killed
        assertThat(two.isActing()).isTrue();

        try (LogLines log = LogLines.of(StreamingWindows.class)) {
            tick("2026-11-23T02:00:00Z", one, two); // it is back and only watches

            assertThat(log.lines()).anyMatch(line -> line.startsWith("WINDOW-131  journal  this copy only watches"));
        }
        assertThat(one.isActing()).isFalse();
        assertThat(ec2.mutations).containsExactly("START " + ORIGIN, "STOP " + ORIGIN);
    }

    @Test
    void aCopyWithoutTheLeaseRefusesVerbsAndKnowsThoseOfTheOther() {
        WindowOperations first = operations(one, journalOne);
        WindowOperations second = operations(two, journalTwo);
        tick("2026-11-22T15:00:00Z", one, two);
        assertThat(second.next(1)).singleElement().asString().doesNotContain("ann");

        assertThatThrownBy(() -> second.extend("sunday-service", "30m", "bob", "", false))
                .hasMessageContaining("WINDOW-144")
                .hasMessageContaining("one holds the lease");
        assertThatThrownBy(() -> second.close("sunday-service", "bob", "", true))
                .hasMessageContaining("WINDOW-144");
        first.extend("sunday-service", "30m", "ann", "late", false);

        assertThat(second.next(1)).singleElement().asString().contains("Extended by ann: late");
        assertThat(second.status()).first().asString().contains("only watches", "one");
        tick("2026-11-23T01:20:00Z", two); // the first was killed
        assertThat(ec2.mutations).containsExactly("START " + ORIGIN);
        tick("2026-11-23T01:32:00Z", two);
        assertThat(ec2.mutations).containsExactly("START " + ORIGIN, "STOP " + ORIGIN);
    }

    @Test
    void row20CutOffFromTheDatabaseACopyTouchesNothingAndTheOtherTakesOver() {
        tick("2026-11-22T20:00:00Z", one, two);
        isCutOff = true;
        ec2.mutations.clear();
        ec2.machine(ORIGIN).stop(clock.instant(), "Server.InternalError");
        for (int i = 0; i < 3; i++) {
            clock.pass(Stage.TICK);
            assertThatThrownBy(one::reconcile).isInstanceOf(JournalException.class);
        }
        assertThat(ec2.mutations).isEmpty();

        assertThat(one.isActing()).isFalse();
        tick("2026-11-22T20:06:00Z", two);
        assertThat(ec2.mutations).containsExactly("START " + ORIGIN);
        isCutOff = false;
        tick("2026-11-22T20:10:00Z", one, two);
        assertThat(one.isActing()).isFalse();
        assertThat(ec2.mutations).containsExactly("START " + ORIGIN);
    }

    /** Its own clock stood still too, so it can't know that its lease ran out; the journal does. */
    @Test
    void row20ACopyThatWasSuspendedCannotWriteSoItDoesNotCall() {
        long asleep = clock.nanoTime();
        DatabaseLease sleeper = new DatabaseLease(shared.dataSource(), Lease.WINDOWS, "sleeper", LEASE, () -> asleep);
        assertThat(sleeper.renew()).isTrue();
        WindowJournal journal = new WindowJournal(shared.dataSource(), sleeper);
        tick("2026-11-22T14:10:00Z", two);
        assertThat(two.isActing()).isTrue();

        assertThat(sleeper.isHeld()).isTrue();
        OccurrenceRecord entry = OccurrenceRecord.opening(
                "sunday-service", clock.instant(), clock.instant().plusSeconds(60), List.of(ORIGIN));
        assertThatThrownBy(() -> journal.save(entry, clock.instant()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("another copy");
        assertThat(sleeper.isHeld()).isFalse();
    }

    /** It slept, so that time itself stood still for it: its own lease has run out all the same. The other takes none by that. */
    @Test
    void row20ALeaseRunsOutByTheWallClockToo() {
        SimulatedClock wall = new SimulatedClock("2026-11-22T14:00:00Z");
        ElapsedTime elapsedTime = new ElapsedTime(wall, () -> 5);
        DatabaseLease sleeper = new DatabaseLease(shared.dataSource(), Lease.WINDOWS, "sleeper", LEASE, elapsedTime);
        DatabaseLease watcher = new DatabaseLease(shared.dataSource(), Lease.WINDOWS, "watcher", LEASE, elapsedTime);
        assertThat(sleeper.renew()).isTrue();
        assertThat(watcher.renew()).isFalse();

        wall.pass(LEASE);

        assertThat(sleeper.isHeld()).isFalse();
        assertThat(watcher.renew()).isFalse();
        assertThat(sleeper.renew()).isTrue();
    }

    /** Each of them ended between its entry in the journal and its call: EC2 has heard of none. */
    @Test
    void aStartThatNoCopyCouldSendIsNotTakenForOneThatFellBack() {
        int[] left = {5};
        ec2.before("StartInstances", id -> {
            if (left[0]-- > 0) {
                throw new Killed();
            }
        });
        StreamingWindows copy = two;
        while (clock.instant().isBefore(Instant.parse("2026-11-22T20:10:00Z"))) {
            try {
                copy.reconcile();
            } catch (Killed e) {
                copy = copy(journalTwo);
            }
            clock.pass(Stage.TICK);
        }

        assertThat(left[0]).isEqualTo(-1);
        assertThat(ec2.state(ORIGIN)).isEqualTo("running");
    }

    /** A process that is no more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void tick(String until, StreamingWindows... copies) {
        while (clock.instant().isBefore(Instant.parse(until))) {
            for (StreamingWindows copy : copies) {
                copy.reconcile();
            }
            clock.pass(Stage.TICK);
        }
    }

    private WindowJournal journal(String name, DataSource database) {
        return new WindowJournal(database, new DatabaseLease(database, Lease.WINDOWS, name, LEASE, clock::nanoTime));
    }

    private StreamingWindows copy(WindowJournal journal) {
        return new StreamingWindows(
                file.windows(),
                journal,
                new WindowPorts(new SdkEc2Actions(ec2, clock), Stage.ALWAYS_READY, clock::nanoTime),
                clock,
                Duration.ofMinutes(3));
    }

    private WindowOperations operations(StreamingWindows copy, WindowJournal journal) {
        AlertOutbox alerts = new AlertOutbox(shared.dataSource(), clock);
        return new WindowOperations(copy, new PersistentState(journal, alerts), () -> file, clock);
    }

    private DataSource cutOff(DataSource real) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (isCutOff) {
                        throw new SQLException("simulated: no route to host");
                    }
                    return method.invoke(real, arguments);
                });
    }
}
