package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.FaultProxy.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The service as a process to which everything happens: proxies that answer for AWS, broken lines, kills, SIGSTOP, a clock
 * that is set, a full disk. Whatever comes of its windows, nobody is left in the dark, as
 * {@link dev.lamplighter.window.completeness.AlertCompleteness} judges. A minute long;
 * {@code -Dlamplighter.chaos=30m -Dlamplighter.seed=N} for another chaos.
 */
@Order(7) // it mostly waits
@SuppressWarnings("NullAway.Init") // made by the test
final class ChaosIT {
    /** A mere number is for {@link SeveralCopiesIT}. */
    private static final Duration LENGTH = Duration.parse("PT"
            + System.getProperty("lamplighter.chaos", "60s")
                    .replaceFirst("^\\d+$", "60s")
                    .toUpperCase(Locale.ROOT));

    private static final long SEED = Long.getLong("lamplighter.seed", 20261126);
    private static final int INSTANCES = 5;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Duration LEAD = Duration.ofSeconds(9);
    private static final Duration GRACE = Duration.ofSeconds(15);
    /** From a deadline to its alert, and a start: a look every 2 s, an alert passed on every second, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final List<Duration> AHEAD =
            List.of(Duration.ofSeconds(90), Duration.ofHours(-2), Duration.ofHours(1), Duration.ofDays(-1));

    private final Random random = new Random(SEED);
    private final List<String> happened = new ArrayList<>();
    private TestAccount account;
    private ServiceHome home;
    private FaultProxy proxy;
    private FullDisk disk;
    private ServiceWatch watch;
    private Duration longestStart = Duration.ZERO;
    private @Nullable MovedClock clock;
    private @Nullable ServiceProcess service;

    @AfterEach
    void close() throws Exception {
        if (service != null) {
            service.close();
        }
        watch.close();
        account.close();
        proxy.close();
        disk.unmount();
    }

    @Test
    void whateverHappensEachWindowIsReadyAndOffInTimeOrSomebodyIsTold() throws Exception {
        account = new TestAccount("chaos");
        proxy = new FaultProxy(account.endpoints().aws());
        Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
        settings.put("alerts.period", "1s");
        disk = new FullDisk();
        settings.put("state.folder", disk.folder().toString());
        home = ServiceHome.unpack("chaos", settings);
        clock = MovedClock.isPossible() ? MovedClock.of(home) : null;
        List<String> instances = account.stoppedInstances(INSTANCES);
        watch = new ServiceWatch(home, account, instances);
        Instant begin = Instant.now().plus(FIRST);
        List<OneOffWindow> windows = declare(begin, instances);

        start();
        Instant end = begin.plus(LENGTH);
        while (Instant.now().isBefore(end)) {
            befall();
            pass(millis(1000, 4000));
        }
        mend();
        Instant last =
                windows.stream().map(OneOffWindow::end).max(Instant::compareTo).orElseThrow();
        Duration patience = PATIENCE.plus(longestStart);
        pass(Duration.between(Instant.now(), last.plus(GRACE).plus(patience)));
        awaitAllOff(instances);

        assertThat(watch.objections(patience, begin.minus(FIRST))).as(told()).isEmpty();
        assertThat(new WindowCalls(windows).objections(account.ledger().calls()))
                .as(told())
                .isEmpty();
        assertThat(home.traces()).as(told()).isEmpty();
    }

    /** One instance after the other, and each again a minute later. */
    private List<OneOffWindow> declare(Instant begin, List<String> instances) {
        List<OneOffWindow> windows = new ArrayList<>();
        StringBuilder yaml = new StringBuilder("defaults: {grace: " + GRACE.toSeconds() + "s}\nwindows:\n");
        Duration apart = EVERY.dividedBy(INSTANCES);
        for (int n = 0; apart.multipliedBy(n).compareTo(LENGTH) < 0; n++) {
            Instant from = begin.plus(apart.multipliedBy(n));
            OneOffWindow window =
                    new OneOffWindow("chaos-" + n, from, WINDOW, LEAD, instances.get(n % INSTANCES), Map.of());
            windows.add(window);
            yaml.append(window.yaml());
        }
        home.write("windows.yaml", yaml.toString());
        return windows;
    }

    private void befall() throws Exception {
        switch (random.nextInt(10)) {
            case 0 -> {
                happened("kill -9");
                watch.runs(false);
                running().close();
                start();
            }
            case 1 -> {
                happened("SIGSTOP");
                watch.runs(false);
                ServiceHome.signal(running(), "STOP");
                pass(millis(1000, 5000));
                ServiceHome.signal(running(), "CONT");
                watch.runs(true);
            }
            case 2, 3 -> setClock();
            case 4 -> {
                if (disk.isPossible()) {
                    happened("disk full");
                    disk.fill();
                    pass(millis(1000, 6000));
                    disk.free();
                }
            }
            default -> {
                Fault[] faults = Fault.values();
                Fault fault = faults[1 + random.nextInt(faults.length - 1)];
                happened(fault.toString());
                proxy.set(fault);
                pass(millis(2000, 8000));
                proxy.set(Fault.NONE);
            }
        }
        assertThat(running().isAlive()).as(told()).isTrue();
    }

    /** For a moment, or until it is set the next time. */
    private void setClock() {
        if (clock == null) {
            return;
        }
        Duration ahead = AHEAD.get(random.nextInt(AHEAD.size()));
        boolean forGood = random.nextBoolean();
        happened("clock " + ahead + (forGood ? "" : " for a second"));
        clock.setAhead(ahead);
        if (!forGood) {
            pass(Duration.ofSeconds(1));
            clock.setAhead(Duration.ZERO);
        }
    }

    private void mend() {
        happened("all is mended");
        if (clock != null) {
            clock.setAhead(Duration.ZERO);
        }
    }

    private void start() {
        Instant begin = Instant.now();
        service = home.startAndAwait(new Endpoints(proxy.endpoint(), account.s3Endpoint()));
        Duration taken = Duration.between(begin, Instant.now());
        longestStart = taken.compareTo(longestStart) > 0 ? taken : longestStart;
        watch.runs(true);
        happened("it runs");
    }

    private ServiceProcess running() {
        if (service == null) {
            throw new IllegalStateException("not started yet");
        }
        return service;
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(least + random.nextInt(most - least));
    }

    private void pass(Duration time) {
        Instant then = Instant.now().plus(time);
        await().atMost(ServiceHome.LONGEST.plus(time.isNegative() ? Duration.ZERO : time))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !Instant.now().isBefore(then));
    }

    private void awaitAllOff(List<String> instances) {
        await(told())
                .atMost(ServiceHome.LONGEST)
                .until(() -> instances.stream().allMatch(id -> account.state(id).equals("stopped")));
    }

    private void happened(String what) {
        happened.add(Instant.now() + " " + what);
        home.write("happened.txt", String.join("\n", happened) + "\n");
    }

    private String told() {
        return "seed " + SEED + ", log in " + home.path("service.log") + "\n" + String.join("\n", happened);
    }
}
