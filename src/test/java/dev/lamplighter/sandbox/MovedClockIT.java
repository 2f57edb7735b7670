package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The service as a process whose wall clock is set while windows are about to open, open and about to close: by a minute and a
 * half to a day, both ways, for a second and for good, and held by SIGSTOP. EC2 and the test keep true time.
 */
@Order(6) // it mostly waits
@SuppressWarnings("NullAway.Init") // made by the test
final class MovedClockIT {
    /** Until the service is up. A machine on which that takes longer has later windows, or windows told as late. */
    private static final Duration FIRST = Duration.ofSeconds(30);

    private static final Duration ROUND = Duration.ofSeconds(7);
    private static final Duration LEAD = Duration.ofSeconds(8);
    private static final Duration LENGTH = Duration.ofSeconds(17);
    private static final Duration GRACE = Duration.ofSeconds(15);
    /** From a deadline to its alert, and a start: a look every 2 s, an alert passed on every second, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration HELD = Duration.ofSeconds(6);
    private static final Duration TRUE = Duration.ZERO;

    private static final List<Step> STEPS = List.of(
            new Step(Duration.ofSeconds(90), false),
            new Step(Duration.ofHours(-2), true),
            new Step(TRUE, true),
            new Step(Duration.ofHours(-1), false),
            new Step(Duration.ofDays(1), true),
            new Step(Duration.ofDays(-1), true),
            new Step(Duration.ofHours(3), false),
            new Step(Duration.ofSeconds(-90), true));

    /** The clock is set that far ahead, for good or for a second. */
    private record Step(Duration ahead, boolean forGood) {}

    private TestAccount account;
    private ServiceHome home;
    private MovedClock clock;
    private ServiceWatch watch;

    @AfterEach
    void close() {
        if (account != null) {
            watch.close();
            account.close();
        }
    }

    @Test
    void noStepOfTheClockMovesAWindow() throws Exception {
        assumeThat(MovedClock.isPossible()).as("a C compiler").isTrue();
        account = new TestAccount("clock");
        Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
        settings.put("alerts.period", "1s");
        home = ServiceHome.unpack("clock", settings);
        clock = MovedClock.of(home);
        List<String> instances = account.stoppedInstances(STEPS.size());
        watch = new ServiceWatch(home, account, instances);
        Instant begin = Instant.now().plus(FIRST);
        List<OneOffWindow> windows = declare(begin, instances);

        Duration patience;
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            watch.runs(true);
            patience = PATIENCE.plus(Duration.between(begin.minus(FIRST), Instant.now()));
            for (int round = 0; round < STEPS.size(); round++) {
                passUntil(begin.plus(ROUND.multipliedBy(round)).plusSeconds(3));
                step(STEPS.get(round));
            }
            hold(service);
            passUntil(windows.get(windows.size() - 1).end().plus(GRACE).plus(patience));
            awaitAllOff(instances, service);
        }

        assertThat(watch.objections(patience, begin.minus(FIRST)))
                .as("log in %s", home.path("service.log"))
                .isEmpty();
        assertThat(new WindowCalls(windows).objections(account.ledger().calls()))
                .as("log in %s", home.path("service.log"))
                .isEmpty();
        assertThat(home.log(line -> line.contains("WINDOW-150")))
                .as("steps were told")
                .isNotEmpty();
        assertThat(home.traces()).isEmpty();
    }

    /** A window a round, each open while the clock is set twice. */
    private List<OneOffWindow> declare(Instant begin, List<String> instances) {
        List<OneOffWindow> windows = new ArrayList<>();
        StringBuilder yaml = new StringBuilder("defaults: {grace: " + GRACE.toSeconds() + "s}\nwindows:\n");
        for (int round = 0; round < instances.size(); round++) {
            OneOffWindow window = new OneOffWindow(
                    "round-" + round,
                    begin.plus(ROUND.multipliedBy(round)),
                    LENGTH,
                    LEAD,
                    instances.get(round),
                    Map.of());
            windows.add(window);
            yaml.append(window.yaml());
        }
        home.write("windows.yaml", yaml.toString());
        return windows;
    }

    private void step(Step step) {
        clock.setAhead(step.ahead());
        if (!step.forGood()) {
            passUntil(Instant.now().plus(A_SECOND));
            clock.setAhead(TRUE);
        }
    }

    private void hold(ServiceProcess service) throws IOException, InterruptedException {
        watch.runs(false);
        ServiceHome.signal(service, "STOP");
        passUntil(Instant.now().plus(HELD));
        ServiceHome.signal(service, "CONT");
        watch.runs(true);
    }

    private void passUntil(Instant then) {
        await().atMost(Duration.between(Instant.now(), then).plus(ServiceHome.LONGEST))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !Instant.now().isBefore(then));
    }

    private void awaitAllOff(List<String> instances, ServiceProcess service) {
        await("all are off, log in " + home.path("service.log"))
                .atMost(ServiceHome.LONGEST)
                .until(() -> !service.isAlive()
                        || instances.stream().allMatch(id -> account.state(id).equals("stopped")));
    }
}
