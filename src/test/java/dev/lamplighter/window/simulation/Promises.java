package dev.lamplighter.window.simulation;

import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Watches the promises of {@code docs/INVARIANTS.md} from outside: what is called, what runs and what should. Knows
 * nothing of the rules that keep them.
 */
final class Promises {
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration APART = Duration.ofSeconds(20);
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private final Timetable timetable;
    private final SimulatedAccount account;
    private final Weather weather;
    private final WindowJournal journal;
    private final Map<String, Needs> needs = new HashMap<>();
    private final Map<String, Instant> called = new HashMap<>();
    private final Set<String> touchable = new HashSet<>();
    private final Set<String> owned = new HashSet<>();
    private final Set<String> persons = new HashSet<>();
    private final List<Planned> late = new ArrayList<>();
    private Instant observed = Instant.MIN;

    final List<String> broken = new ArrayList<>();
    int calls;
    int ready;
    int excused;
    long neededSeconds;
    long billedSeconds;

    Promises(Timetable timetable, SimulatedAccount account, Weather weather, WindowJournal journal) {
        this.timetable = timetable;
        this.account = account;
        this.weather = weather;
        this.journal = journal;
        timetable.instances().forEach(id -> needs.put(id, new Needs(timetable.occurrences(id))));
        touchable.addAll(timetable.instances());
        touchable.addAll(timetable.addresses());
    }

    /** Before a mutating call reaches EC2. */
    void called(String operation, String resource, Instant now) {
        calls++;
        if (!touchable.contains(resource)) {
            broken.add("G3 " + now + " " + operation + " touches " + resource);
        }
        Instant last = called.put(resource, now);
        if (last != null && now.isBefore(last.plus(APART))) {
            broken.add("G5 " + now + " " + operation + " " + resource + " after a call at " + last);
        }
        LastCall written = journal.lastCalls().get(resource);
        boolean reasoned =
                journal.unfinished().stream().map(OccurrenceRecord::lastReason).anyMatch(reason -> !reason.isBlank());
        if (written == null || !written.at().equals(now) || !reasoned) {
            broken.add("G6 " + now + " " + operation + " " + resource + " was not written down before");
        }
    }

    /** The service has started an instance. */
    void started(String instance) {
        owned.add(instance);
    }

    /** A person has started it, outside the service. */
    void startedByAPerson(String instance) {
        owned.remove(instance);
        persons.add(instance);
    }

    /** At the very start of an occurrence. */
    void atStart(Planned planned) {
        SimulatedAccount.Server server = planned.window().server();
        InstanceStateName state = account.state(server.instance());
        boolean isReady = state == InstanceStateName.RUNNING
                && server.networkInterface().equals(account.associations().get(server.address()));
        boolean rough = weather.isRough(
                List.of(server.instance(), server.address()), planned.leadFrom().minus(BEFORE), planned.start());
        if (isReady) {
            ready++;
        } else if (rough) {
            late.add(planned);
        } else {
            broken.add("G1 " + planned + " is not ready in calm weather: " + state);
        }
    }

    /** After each successful look: what is late has to have been told within two passes. */
    void expectTold(Instant now, Predicate<String> isTold) {
        for (Planned planned : List.copyOf(late)) {
            boolean isOver = !now.isBefore(planned.end()); // nobody was there to tell
            if (isOver || isTold.test(planned.window().name())) {
                excused++;
                late.remove(planned);
            } else if (now.isAfter(planned.start().plus(LOOK))) {
                broken.add("G1 " + planned + " is late and nobody was told");
                late.remove(planned);
            }
        }
    }

    /** After each pass; {@code looked}: whether it succeeded. */
    void observe(Instant now, boolean looked) {
        Map<String, InstanceStateName> states = account.states();
        for (String id : timetable.instances()) {
            InstanceStateName state = Objects.requireNonNull(states.get(id));
            boolean on = SimulatedAccount.isOn(state);
            boolean needed = needs(id).isOn(now);
            count(now, on && !persons.contains(id), needed);
            if (!on) {
                owned.remove(id);
                persons.remove(id);
            } else if (needed && looked && state == InstanceStateName.RUNNING) {
                owned.add(id);
                persons.remove(id);
            } else if (!needed && owned.contains(id)) {
                expectOffSoon(id, now);
            }
        }
        observed = now;
    }

    private void count(Instant now, boolean on, boolean needed) {
        long seconds = observed.equals(Instant.MIN)
                ? 0
                : Duration.between(observed, now).toSeconds();
        billedSeconds += on ? seconds : 0;
        neededSeconds += needed ? seconds : 0;
    }

    private Needs needs(String id) {
        return Objects.requireNonNull(needs.get(id));
    }

    private void expectOffSoon(String id, Instant now) {
        Instant end = needs(id).lastEnd(now);
        Instant limit = weather.stopHeldUpUntil(id, end, now).plus(GRACE).plus(LOOK);
        if (now.isAfter(limit)) {
            broken.add("G2 " + now + " " + id + " is still on, its window ended at " + end);
            owned.remove(id);
        }
    }
}
