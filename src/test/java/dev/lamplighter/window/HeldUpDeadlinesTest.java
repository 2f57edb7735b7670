package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ServerTimeSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An EC2 that takes a minute to say nothing holds up looks, and no deadline. */
final class HeldUpDeadlinesTest {
    private static final Instant READY_BY = Instant.parse("2026-11-22T14:28:00Z");
    private static final Instant OFF_BY = Instant.parse("2026-11-23T01:10:00Z");
    private static final String LATER = """
          - name: later
            zone: America/Chicago
            when: {days: SUN, opens: "08:40", closes: "19:00"}
            lead: 5m
            instance: i-0123456789abcdef1
        """;
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Stage stage = new Stage(SUNDAY, LATER);
    private final ExecutorService looks = Executors.newSingleThreadExecutor();
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore timedOut = new Semaphore(0);

    @AfterEach
    void close() {
        looks.shutdownNow();
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 25, 50, 75})
    void whatIsNotReadyIsToldAtItsMinuteWheneverTheLookBegan(int offset) throws Exception {
        stage.runTo("2026-11-22T14:20:00Z");
        silence();
        stage.clock.pass(Duration.ofSeconds(offset));

        secondBySecondTo(READY_BY.plusSeconds(60));

        assertToldAt("WINDOW-111", "sunday-service", READY_BY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 80})
    void whatIsNotOffIsToldAtItsMinute(int offset) throws Exception {
        stage.runTo("2026-11-23T00:59:00Z");
        silence();
        stage.clock.pass(Duration.ofSeconds(offset));

        secondBySecondTo(OFF_BY.plusSeconds(60));

        assertToldAt("WINDOW-112", "sunday-service", OFF_BY);
    }

    @Test
    void aWindowThatBeginsWhileALookWaitsIsToldToo() throws Exception {
        stage.runTo("2026-11-22T14:30:00Z");
        silence();
        Future<?> look = beginLook();

        for (int second = 0; second < 500; second++) {
            stage.clock.pass(SECOND);
            stage.windows.deadlines();
        }

        assertToldAt("WINDOW-111", "later", Instant.parse("2026-11-22T14:38:00Z"));
        assertThat(alert("WINDOW-111", "later").orElseThrow().text())
                .contains("is not ready: a pass waits for an answer");
        timedOut.release();
        ended(look);
    }

    @Test
    @Timeout(30)
    void anAwsThatDoesNotSayWhatTimeItIsHoldsUpNoDeadlineEither() throws Exception {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:26:00Z");
        stage.clock.set("2026-11-22T14:27:50Z");
        stage.aws = new AwsTime() {
            @Override
            public List<ServerTimeSample> latest() {
                return List.of();
            }

            @Override
            public void ask() {
                asked.release();
                timedOut.acquireUninterruptibly();
            }
        };

        secondBySecondTo(READY_BY.plusSeconds(5));

        assertToldAt("WINDOW-111", "sunday-service", READY_BY);
    }

    @Test
    void whatWasToldIsClearedByTheFirstLookThatSeesItReady() throws Exception {
        stage.runTo("2026-11-22T14:20:00Z");
        silence();
        secondBySecondTo(READY_BY.plusSeconds(5));
        assertThat(alert("WINDOW-111", "sunday-service")).isPresent();

        stage.ec2.mend("DescribeInstances");
        timedOut.release();
        stage.runTo("2026-11-22T14:32:00Z");

        assertThat(alert("WINDOW-111", "sunday-service")).isEmpty();
    }

    @Test
    void anEc2ThatAnswersIsWaitedFor() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:27:50Z");
        assertThat(stage.origin()).isEqualTo("stopped");
        stage.clock.set("2026-11-22T14:28:05Z");

        stage.windows.deadlines();
        assertThat(alert("WINDOW-111", "sunday-service")).isEmpty();
        stage.windows.reconcile();
        assertThat(alert("WINDOW-111", "sunday-service")).isPresent();
    }

    private void silence() {
        stage.ec2.before("DescribeInstances", any -> {
            asked.release();
            timedOut.acquireUninterruptibly();
            throw SimulatedEc2.noAnswer();
        });
    }

    /** Looks that take a minute, half a minute after each other, and beside them a clock that is read every second. */
    private void secondBySecondTo(Instant end) throws Exception {
        Instant began = stage.clock.instant();
        Future<?> look = beginLook();
        while (stage.clock.instant().isBefore(end)) {
            stage.clock.pass(SECOND);
            stage.windows.deadlines();
            Duration since = Duration.between(began, stage.clock.instant());
            if (since.equals(TIME_OUT)) {
                timedOut.release();
                ended(look);
            } else if (since.equals(TIME_OUT.plus(PAUSE))) {
                began = stage.clock.instant();
                look = beginLook();
            }
        }
        timedOut.release();
        ended(look);
    }

    private Future<?> beginLook() throws InterruptedException {
        timedOut.drainPermits();
        Future<?> look = looks.submit(stage.windows::reconcile);
        assertThat(asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        return look;
    }

    private static void ended(Future<?> look) throws Exception {
        try {
            look.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ProblemException.class);
        }
    }

    private Optional<Alert> alert(String code, String window) {
        return stage.alerts.raised("windows").stream()
                .filter(alert ->
                        alert.code().equals(code) && alert.place().subject().equals(window))
                .findFirst();
    }

    private void assertToldAt(String code, String window, Instant at) {
        assertThat(alert(code, window))
                .hasValueSatisfying(
                        alert -> assertThat(alert.since()).as(alert.text()).isBetween(at, at.plusSeconds(2)));
    }
}
