package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.LeaseGuard;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.LeaseException;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.window.copies.CopiesChecker;
import dev.lamplighter.window.copies.CopiesChecker.CutOff;
import dev.lamplighter.window.copies.CopiesChecker.DueCall;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import dev.lamplighter.window.copies.CopiesChecker.SentCall;
import dev.lamplighter.window.copies.CopiesChecker.Span;
import dev.lamplighter.window.copies.CopiesChecker.Starting;
import dev.lamplighter.window.copies.CopiesChecker.Wake;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.watch.WindowClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * Runs copies of the windows, with their leases and the guard before their calls, on one database, one EC2 and a clock that
 * nobody waits for, and lets the same things happen to them as happen to services as processes; but exactly where they hurt, too:
 * before the last look at the lease, between that and the call, and before its answer.
 */
final class SimulatedCopies implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration RENEWED = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration BOOT = Duration.ofSeconds(5);
    private static final Duration APART = Duration.ofSeconds(20);
    /** Longer than the database is gone, and a start takes. */
    private static final Duration WINDOW = Duration.ofSeconds(80);

    private static final int MACHINES = 10;

    /** Where in a call of EC2 something happens. */
    enum Point {
        BEFORE_THE_LOOK,
        BEFORE_THE_CALL,
        BEFORE_THE_ANSWER
    }

    private final Random random;
    private final SimulatedClock clock = new SimulatedClock("2026-11-22T12:00:00Z");
    private final SimulatedEc2 ec2 = new SimulatedEc2(clock);
    private final StateDatabase database = StateDatabase.inMemory();
    private final List<DueCall> due = new ArrayList<>();
    private final ParsedWindowsFile file;
    private final List<String> machines;
    private final List<Copy> copies = new ArrayList<>();
    private final List<SentCall> sent = new ArrayList<>();
    private final List<Wake> wakes = new ArrayList<>();
    private final List<Span> away = new ArrayList<>();
    private final List<CutOff> cutOff = new ArrayList<>();
    private final List<Starting> starting = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    /** Of passes, while the database was there. */
    private final List<String> failures = new ArrayList<>();

    private boolean isDatabaseGone;

    /** Which of the copies something is to happen to in its next call, where, and what. */
    private @Nullable Plan plan;

    private record Plan(Copy to, Point at, Runnable what) {}

    /** A process that is no more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    SimulatedCopies(int number, int events, long seed) {
        random = new Random(seed);
        machines = IntStream.range(0, MACHINES)
                .mapToObj("i-0123456789abcde%02d"::formatted)
                .toList();
        machines.forEach(id -> ec2.instance(id, id.replaceFirst("i-", "eni-")));
        StringBuilder yaml = new StringBuilder("windows:\n");
        Instant begin = clock.instant().plusSeconds(40);
        for (int n = 0; n < events * 4; n++) {
            String machine = machines.get(n % MACHINES);
            Instant from = begin.plus(APART.multipliedBy(n));
            Instant end = from.plus(WINDOW);
            Instant next = from.plus(APART.multipliedBy(MACHINES)).minusSeconds(1);
            yaml.append("""
                  - {name: w-%d, zone: UTC, when: {from: %s, to: %s}, lead: 1s, readyBy: 0s, grace: 5m, instance: %s}
                """.formatted(n, local(from), local(end), machine));
            due.add(new DueCall("w-" + n, "START", machine, from.minusSeconds(1), end, CopiesChecker.GAP));
            due.add(new DueCall("w-" + n, "STOP", machine, end, next, CopiesChecker.GAP));
        }
        file = ParsedWindowsFile.parse("windows.yaml", yaml.toString(), clock.instant());
        assertThat(file.problems()).isEmpty();
        for (int n = 0; n < number; n++) {
            copies.add(new Copy("copy-" + n, n * 700L));
        }
        pass(Duration.ofSeconds(20));
    }

    private static String local(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime().withNano(0) + (at.getEpochSecond() % 60 == 0 ? ":00" : "");
    }

    /** One event, and a pause after it. */
    void befall() {
        for (int step = 0; step < 60 && !holder().isHeld(); step++) {
            step();
        }
        pass(RENEWED.plus(RENEWED));
        Copy copy = random.nextInt(4) > 0 ? holder() : copies.get(random.nextInt(copies.size()));
        switch (random.nextInt(4)) {
            case 0 -> happen("kill -9", copy, () -> kill(copy));
            case 1 -> happen("SIGSTOP", copy, () -> suspend(copy));
            case 2 -> happen("database gone", copy, this::cut);
            default -> happen("clock 2 h ahead", copy, () -> moveClock(copy));
        }
        pass(Duration.ofSeconds(random.nextInt(15)));
    }

    /** In the copy's next call if it makes one soon, or between its passes. */
    private void happen(String kind, Copy copy, Runnable what) {
        Point[] points = Point.values();
        int where = random.nextInt(points.length + 1);
        if (where < points.length && copy == holder()) {
            plan = new Plan(copy, points[where], () -> {
                counts.merge(kind + " " + points[where], 1, Integer::sum);
                what.run();
            });
            for (int step = 0; step < 60 && plan != null; step++) {
                step();
            }
        } else {
            plan = new Plan(copy, points[0], what);
        }
        if (plan != null) {
            plan = null;
            counts.merge(kind + " between calls", 1, Integer::sum);
            try {
                what.run();
            } catch (Killed e) {
                // it was doing nothing
            }
        }
    }

    private void kill(Copy copy) {
        copy.die();
        throw new Killed();
    }

    private void suspend(Copy copy) {
        copy.isStopped = true;
        pass(Duration.ofSeconds(20));
        copy.isStopped = false;
        wakes.add(new Wake(copy.name, clock.trueTime()));
    }

    private void cut() {
        Instant from = clock.trueTime();
        isDatabaseGone = true;
        Copy busy = copies.stream().filter(copy -> copy.isBusy).findFirst().orElse(null);
        if (busy == null) {
            pass(Duration.ofSeconds(30));
            isDatabaseGone = false;
            away.add(new Span(from, clock.trueTime()));
        } else {
            // its call goes on while the database is gone already
            busy.later = () -> {
                pass(Duration.ofSeconds(30));
                isDatabaseGone = false;
                away.add(new Span(from, clock.trueTime()));
            };
        }
    }

    private void moveClock(Copy copy) {
        copy.ahead = Duration.ofHours(2);
        if (copy.isBusy) {
            copy.later = () -> {
                pass(Duration.ofSeconds(5));
                copy.ahead = Duration.ZERO;
            };
        } else {
            pass(Duration.ofSeconds(5));
            copy.ahead = Duration.ZERO;
        }
    }

    private Copy holder() {
        return copies.stream().filter(Copy::isHeld).findFirst().orElse(copies.get(0));
    }

    void pass(Duration time) {
        Instant end = clock.trueTime().plus(time);
        while (clock.trueTime().isBefore(end)) {
            step();
        }
    }

    private void step() {
        clock.pass(STEP);
        copies.forEach(Copy::step);
    }

    /** Judges all that was due. */
    Findings judge() {
        pass(Duration.ofSeconds(30));
        Findings findings = new CopiesChecker(due, wakes, away, cutOff, starting).of(sent, clock.trueTime());
        findings.wrong().addAll(failures);
        return findings;
    }

    /** How often what happened, and where. */
    Map<String, Integer> counts() {
        return counts;
    }

    @Override
    public void close() {
        database.close();
    }

    /** A copy of the service as one process after the other. */
    private final class Copy {
        private final String name;
        private int processes;
        private Instant next;
        private Duration ahead = Duration.ZERO;
        private boolean isStopped;
        private boolean isBusy;
        private @Nullable Runnable later;
        private @Nullable Leases leases;
        private @Nullable StreamingWindows windows;
        private Instant renewAt;
        /** In which the calls of the pass were decided on. */
        private long term;

        Copy(String name, long afterMillis) {
            this.name = name;
            next = clock.trueTime().plusMillis(afterMillis);
            renewAt = next;
        }

        Lease lease() {
            return leases == null ? Lease.SOLE : leases.named(Lease.WINDOWS);
        }

        private boolean isHeld() {
            return windows != null && lease().isHeld();
        }

        void die() {
            windows = null;
            leases = null;
            next = clock.trueTime().plus(BOOT);
        }

        private void boot() {
            Leases shared = Leases.shared(
                    reached(),
                    name + "/" + ++processes,
                    LEASE,
                    new ElapsedTime(() -> clock.trueTime().plus(ahead), clock::nanoTime));
            WindowClock believed =
                    new WindowClock(() -> clock.trueTime().plus(ahead), clock::nanoTime, new SimulatedAws(clock));
            SdkEc2Actions looking = new SdkEc2Actions(ec2, clock);
            leases = shared;
            windows = new StreamingWindows(
                    file.windows(),
                    new WindowJournal(reached(), shared.named(Lease.WINDOWS)),
                    new WindowPorts(
                            new RegionalEc2(
                                    place -> new SdkEc2Actions(guarded(shared), believed),
                                    place -> Optional.of(new FleetSnapshot(
                                            clock.trueTime(),
                                            List.copyOf(looking.describe(machines)
                                                    .instances()
                                                    .values())))),
                            Stage.ALWAYS_READY,
                            call -> CompletableFuture.failedFuture(new IllegalStateException("no routes")),
                            route -> false,
                            clock::nanoTime,
                            AlertSink.NONE),
                    believed,
                    Duration.ofMinutes(3));
        }

        void step() {
            if (isStopped || isBusy || (windows == null && clock.trueTime().isBefore(next))) {
                return;
            }
            if (windows == null) {
                boot();
            }
            if (!clock.trueTime().isBefore(renewAt)) {
                renewAt = clock.trueTime().plus(RENEWED);
                try {
                    lease().renew();
                } catch (LeaseException e) {
                    if (!isDatabaseGone) {
                        failures.add(e.toString());
                    }
                }
            }
            if (!clock.trueTime().isBefore(next)) {
                next = clock.trueTime().plus(RENEWED);
                reconcile();
            }
        }

        private void reconcile() {
            StreamingWindows running = windows;
            if (running == null) {
                return;
            }
            isBusy = true;
            term = lease().term();
            try {
                running.reconcile();
            } catch (Killed e) {
                die();
            } catch (RuntimeException e) {
                boolean isLost = e instanceof JournalException
                        || String.valueOf(e.getMessage()).startsWith("CONFIG-050");
                if (!isDatabaseGone && !isLost) {
                    failures.add(e.toString());
                }
            } finally {
                isBusy = false;
            }
            Runnable after = later;
            later = null;
            if (after != null) {
                after.run();
            }
        }

        private DataSource reached() {
            DataSource real = database.dataSource();
            return (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> {
                        if (isDatabaseGone) {
                            throw new SQLException("simulated: no route to host");
                        }
                        return method.invoke(real, arguments);
                    });
        }

        /** EC2 behind the guard, as the SDK's interceptors stand before each attempt of a call. */
        private Ec2Client guarded(Leases shared) {
            LeaseGuard guard = new LeaseGuard(shared);
            return (Ec2Client) Proxy.newProxyInstance(
                    Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, (proxy, method, arguments) -> {
                        Ec2Request request = mutation(arguments);
                        if (request == null) {
                            return invoke(method, arguments);
                        }
                        String resource = request instanceof StartInstancesRequest start
                                ? start.instanceIds().get(0)
                                : ((StopInstancesRequest) request).instanceIds().get(0);
                        happen(Point.BEFORE_THE_LOOK, resource);
                        guard.beforeTransmission(
                                InterceptorContext.builder().request(request).build(),
                                attributes(LeaseGuard.within(term, request)));
                        happen(Point.BEFORE_THE_CALL, resource);
                        sent.add(new SentCall(
                                clock.trueTime(),
                                name,
                                request instanceof StartInstancesRequest ? "START" : "STOP",
                                resource));
                        Instant arrived = clock.trueTime();
                        Object answer = invoke(method, arguments);
                        if (request instanceof StartInstancesRequest) {
                            starting.add(
                                    new Starting(resource, new Span(arrived, arrived.plus(SimulatedEc2.START_TAKES))));
                        }
                        happen(Point.BEFORE_THE_ANSWER, resource);
                        return answer;
                    });
        }

        /** The request if it is one that changes something. */
        private static @Nullable Ec2Request mutation(Object @Nullable [] arguments) {
            Object sent = arguments == null || arguments.length == 0 ? null : arguments[0];
            return sent instanceof StartInstancesRequest || sent instanceof StopInstancesRequest
                    ? (Ec2Request) sent
                    : null;
        }

        /** Those that the SDK shows its interceptors. */
        private static ExecutionAttributes attributes(Ec2Request request) {
            return request.overrideConfiguration()
                    .map(call -> call.executionAttributes().copy())
                    .orElseGet(ExecutionAttributes::new)
                    .putAttribute(SdkExecutionAttribute.SERVICE_NAME, "Ec2")
                    .putAttribute(
                            SdkExecutionAttribute.OPERATION_NAME,
                            request.getClass().getSimpleName().replace("Request", ""));
        }

        private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(ec2, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void happen(Point at, String resource) {
            Plan planned = plan;
            if (planned != null && planned.to() == this && planned.at() == at) {
                plan = null;
                cutOff.add(new CutOff(resource, clock.trueTime()));
                planned.what().run();
            }
        }
    }
}
