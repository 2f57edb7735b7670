package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AccountRegion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a pass that fails holds up, and what is said of it. */
final class FailingLooksTest {
    private static final AccountRegion THERE = new AccountRegion("eu-west-1", null, null);
    private static final String FAR = """
              - name: far-away
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                region: eu-west-1
                instance: i-0123456789abcdef1
            """;

    private final Stage stage = new Stage(FAR, SUNDAY);
    private final SimulatedEc2 far = new SimulatedEc2(stage.clock).instance(SECOND, "eni-0123456789abcdef1");
    private final Logger logger = (Logger) LoggerFactory.getLogger(StreamingWindows.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    FailingLooksTest() {
        stage.elsewhere.put(THERE, far);
        stage.ec2.forget(SECOND);
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        stage.close();
    }

    @Test
    void whateverIsThrownInOneAccountHoldsUpOnlyItsWindows() {
        far.before("DescribeInstances", any -> {
            throw new IllegalStateException("nobody thought of this");
        });

        runThroughWhateverIsThrownTo("2026-11-23T02:00:00Z");

        assertThat(stage.mutations()).contains("START " + ORIGIN, "STOP " + ORIGIN);
        assertThat(stage.status("sunday-service").getLastProblem()).isEmpty();
        assertThat(stage.status("far-away").getLastProblem()).contains("IllegalStateException: nobody thought of this");
        assertThat(lines("WINDOW-155  look at far-away  IllegalStateException: nobody thought of this; fix: "))
                .hasSize(1);
        assertThat(lines("WINDOW-111  far-away")).hasSize(1);
        assertThat(lines("WINDOW-112  far-away")).hasSize(1);
    }

    @Test
    void whateverIsThrownAtACallOfOneWindowHoldsUpNeitherItsNeighbourNorItsNextLook() {
        far.before("StopInstances", any -> {
            throw new NullPointerException("code");
        });
        runThroughWhateverIsThrownTo("2026-11-23T01:04:00Z");
        assertThat(stage.mutations()).contains("STOP " + ORIGIN);
        assertThat(stage.state("far-away")).isEqualTo("CLOSING");
        assertThat(lines("WINDOW-155  " + SECOND + "")).hasSize(1);

        far.mend("StopInstances");
        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(stage.state("far-away")).isEqualTo("WAITING");
        assertThat(lines("succeeds again")).hasSize(1);
    }

    @Test
    void anOutageIsOneLineHoweverManyLooksItOutlasts() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.clock.set("2026-11-22T14:20:00Z");
        for (int look = 0; look < 20; look++) {
            assertThatThrownBy(() -> stage.windows.reconcile())
                    .isInstanceOf(ProblemException.class)
                    .satisfies(e -> stage.windows.tell(e, "windows-reconcile"));
            stage.clock.pass(Stage.TICK);
        }
        assertThat(lines("WINDOW-109")).hasSize(1);
        assertThat(warnings()).hasSize(1);

        stage.ec2.mend("DescribeInstances");
        stage.windows.reconcile();

        assertThat(lines("succeeds again")).hasSize(1);
    }

    @Test
    void whatFailsOnARouteBesideALookIsToldInOneLine() {
        stage.windows.tell(new IllegalStateException("a hook\nof two \u202e lines"), "mine");

        assertThat(warnings())
                .containsExactly(
                        "route=mine WINDOW-155  windows  IllegalStateException: a hook of two \\u202E lines; fix: none"
                                + " needed if it goes away, since the next pass starts over; else report it as a defect, together with the log");
    }

    private void runThroughWhateverIsThrownTo(String instant) {
        while (stage.clock.instant().isBefore(Instant.parse(instant))) {
            try {
                stage.windows.reconcile();
            } catch (RuntimeException e) {
                stage.windows.tell(e, "windows-reconcile");
            }
            stage.clock.pass(Stage.TICK);
        }
    }

    private List<String> lines(String containing) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(containing))
                .toList();
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel().levelStr.equals("WARN"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
