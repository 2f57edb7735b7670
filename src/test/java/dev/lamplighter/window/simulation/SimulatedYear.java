package dev.lamplighter.window.simulation;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowPorts;
import dev.lamplighter.window.completeness.AlertCompleteness;
import dev.lamplighter.window.completeness.Ledger;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.ready.ReadyResult;
import dev.lamplighter.window.simulation.Spell.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The windows of one year, looked at every 30 s while anything moves and at every edge; while nothing does, time leaps to
 * the next edge.
 */
final class SimulatedYear {
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Duration UNSETTLED_LEAP = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration READY_BY = Duration.ofMinutes(2);
    /** Two looks, because one may be cut off by a kill, and what EC2 lags behind itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(110);

    private static final int QUIET_TICKS = 3;
    private static final int SERVERS = 24;

    private final long seed;
    private final Random random;
    private final SimulatedClock time;
    private final SimulatedAccount account;
    private final Timetable timetable;
    private final Weather weather;
    private final Instant end;
    private final Deque<Planned> starts;
    private final Deque<Happening> happenings;
    private final UnaryOperator<Ec2Client> sabotage;
    private final RaisedAlerts alerts;
    private final Ledger ledger = new Ledger();
    private @Nullable StreamingWindows service;
    int kills;
    int looks;

    /** What came of a year. */
    record Result(
            long seed, Promises promises, int occurrences, int kills, int looks, int alerts, List<String> untold) {
        @Override
        public String toString() {
            return "seed=%d occurrences=%d ready=%d excused=%d calls=%d kills=%d looks=%d alerts=%d neededHours=%d billedHours=%d"
                    .formatted(
                            seed,
                            occurrences,
                            promises.ready,
                            promises.excused,
                            promises.calls,
                            kills,
                            looks,
                            alerts,
                            promises.neededSeconds / 3600,
                            promises.billedSeconds / 3600);
        }
    }

    SimulatedYear(long seed, int year, int windows, int days, int trouble, UnaryOperator<Ec2Client> sabotage) {
        this.seed = seed;
        this.random = new Random(seed);
        this.sabotage = sabotage;
        LocalDate first = LocalDate.of(year, 1, 1);
        time = new SimulatedClock(first.atStartOfDay(ZoneOffset.UTC).toInstant().minus(Duration.ofMinutes(10)));
        alerts = new RaisedAlerts(time);
        account = new SimulatedAccount(time, random, SERVERS);
        timetable = new Timetable(account.servers, windows, first, random);
        weather = trouble == 0 ? Weather.calm(timetable) : Weather.of(timetable, random, trouble);
        end = first.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
        starts = new ArrayDeque<>(timetable.occurrences().stream()
                .filter(planned -> !planned.leadFrom().isBefore(time.instant()))
                .filter(planned -> planned.start().isBefore(end))
                .toList());
        happenings = new ArrayDeque<>(weather.happenings());
    }

    /** Alerts of these codes get lost. */
    SimulatedYear swallowing(String... codes) {
        alerts.swallowed = List.of(codes)::contains;
        return this;
    }

    Result run() {
        Instant begin = time.instant();
        int occurrences = starts.size();
        try (StateDatabase database = StateDatabase.inMemory()) {
            WindowJournal journal = new WindowJournal(database.dataSource());
            Promises promises = new Promises(timetable, account, weather, journal);
            Ec2Client ec2 = sabotage.apply(new RoughEc2(account, time, weather, random, promises, ledger).client());
            NavigableSet<Instant> moments = moments();
            NavigableSet<Instant> deadlines = deadlines();
            noteAddresses(begin);
            int quiet = 0;
            String before = "";
            while (time.instant().isBefore(end)) {
                Instant now = time.instant();
                befall(now, promises);
                expectReady(now, promises);
                boolean up = isUp(now);
                ledger.service(now, up);
                noteStates(now);
                boolean looked = up && look(now, journal, ec2);
                promises.observe(now, looked);
                if (looked) {
                    promises.expectTold(now, alerts::isAbout);
                }
                String after = scene() + promises.calls;
                noteStates(now);
                if (!after.equals(before) || moments.contains(now)) {
                    noteAddresses(now);
                }
                quiet = looked && after.equals(before) && !moments.contains(now) ? quiet + 1 : 0;
                before = after;
                Instant next = next(now, quiet, moments, journal);
                Instant deadline = deadlines.higher(now);
                time.passTo(deadline != null && deadline.isBefore(next) ? deadline : next);
            }
            List<String> untold =
                    AlertCompleteness.objections(timetable.yaml(), ledger, alerts.told, PATIENCE, begin, end);
            return new Result(seed, promises, occurrences, kills, looks, alerts.count, untold);
        }
    }

    private String scene() {
        return account.states().values().toString();
    }

    private Instant next(Instant now, int quiet, NavigableSet<Instant> moments, WindowJournal journal) {
        Instant moment = moments.higher(now);
        boolean settled = journal.unfinished().stream().allMatch(entry -> entry.phase() == Phase.OPEN);
        Duration step = quiet < QUIET_TICKS ? TICK : settled ? Duration.ofDays(1) : UNSETTLED_LEAP;
        Instant stepped = now.plus(step);
        return moment != null && moment.isBefore(stepped) ? moment : stepped;
    }

    private void noteStates(Instant now) {
        account.states().forEach((id, state) -> ledger.note(now, id, state.toString()));
    }

    private void noteAddresses(Instant now) {
        Map<String, String> held = account.associations();
        timetable.addresses().forEach(address -> ledger.note(now, address, held.getOrDefault(address, "-")));
    }

    /** By which things should be ready and off, and a pass later: nothing happens then, but the service looks. */
    private NavigableSet<Instant> deadlines() {
        NavigableSet<Instant> deadlines = new TreeSet<>();
        timetable.occurrences().forEach(planned -> {
            Instant readyBy = planned.start().minus(READY_BY);
            Instant offBy = planned.end().plus(GRACE);
            deadlines.addAll(
                    List.of(readyBy, readyBy.plus(TICK), offBy, planned.end().plus(TICK)));
        });
        return deadlines;
    }

    private NavigableSet<Instant> moments() {
        NavigableSet<Instant> moments = weather.moments();
        timetable.occurrences().forEach(planned -> {
            moments.add(planned.leadFrom());
            moments.add(planned.start());
            moments.add(planned.end());
            moments.add(planned.end().plus(GRACE).plus(TICK));
        });
        return moments;
    }

    private boolean isUp(Instant now) {
        boolean up = !weather.isOn(Trouble.SERVICE_DOWN, "", now);
        service = up ? service : null;
        return up;
    }

    private void befall(Instant now, Promises promises) {
        while (!happenings.isEmpty() && !happenings.peek().at().isAfter(now)) {
            Happening happening = happenings.remove();
            account.befall(happening);
            if (happening.what() == Happening.What.STARTED_BY_A_PERSON) {
                promises.startedByAPerson(happening.instance());
            }
        }
        for (Spell spell : weather.spells()) {
            if (spell.trouble() == Trouble.ADDRESS_HELD && spell.from().equals(now)) {
                account.take(spell.about());
            } else if (spell.trouble() == Trouble.ADDRESS_HELD && spell.until().equals(now)) {
                account.giveBack(spell.about());
            }
        }
    }

    private void expectReady(Instant now, Promises promises) {
        while (!starts.isEmpty() && !starts.peek().start().isAfter(now)) {
            promises.atStart(starts.remove());
        }
    }

    /** @return whether the pass came to its end */
    private boolean look(Instant now, WindowJournal journal, Ec2Client ec2) {
        looks++;
        try {
            StreamingWindows windows = service == null ? boot(journal, ec2) : service;
            service = windows;
            for (Runnable edge : edges(now, windows)) {
                if (random.nextInt(10) != 0) {
                    edge.run();
                }
            }
            windows.reconcile();
            return true;
        } catch (ProblemException e) {
            return false;
        } catch (RoughEc2.KilledError e) {
            kills++;
            service = null;
            return false;
        }
    }

    private List<Runnable> edges(Instant now, StreamingWindows windows) {
        List<Runnable> edges = new ArrayList<>();
        for (Planned planned : timetable.around(now)) {
            String name = planned.window().name();
            if (planned.leadFrom().equals(now)) {
                edges.add(() -> windows.start(name));
            }
            if (planned.start().equals(now)) {
                edges.add(() -> windows.associate(name));
            }
            if (planned.end().equals(now)) {
                edges.add(() -> windows.stop(name));
            }
        }
        return edges;
    }

    private StreamingWindows boot(WindowJournal journal, Ec2Client ec2) {
        SdkEc2Actions actions = new SdkEc2Actions(ec2, time);
        return new StreamingWindows(
                timetable.declared(),
                journal,
                new WindowPorts(
                        new RegionalEc2(accountRegion -> actions),
                        check -> new ReadyResult(true, "answers"),
                        call -> CompletableFuture.completedFuture(null),
                        route -> false,
                        time::nanoTime,
                        alerts),
                time,
                Duration.ofMinutes(3));
    }
}
