package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.ready.ReadyResult;
import org.junit.jupiter.api.Test;

/** What a window waits for before it is ready, and what it does at its end besides stopping. */
final class ReadyAndThenTest {
    private static final String CHECKED = SUNDAY + "    ready: {http: 'http://198.51.100.7:1935/', within: 4m}\n";

    @Test
    void aWindowIsOpenOnlyWhenItsPageAnswers() {
        try (Stage stage = new Stage(CHECKED)) {
            stage.answer = new ReadyResult(false, "the page answers 503");
            stage.runTo("2026-11-22T14:22:00Z");
            assertThat(stage.state("sunday-service")).isEqualTo("OPENING");
            assertThat(stage.windows.start("sunday-service").waiting()).isTrue();

            stage.answer = new ReadyResult(true, "the page answers");
            stage.runTo("2026-11-22T14:24:00Z");
            assertThat(stage.state("sunday-service")).isEqualTo("OPEN");

            stage.answer = new ReadyResult(false, "the page answers 503");
            stage.runTo("2026-11-22T15:00:00Z");
            assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        }
    }

    @Test
    void row32HealthNeverPasses() {
        try (Stage stage = new Stage(CHECKED)) {
            stage.answer = new ReadyResult(false, "the page answers 503");
            stage.runTo("2026-11-22T14:40:00Z");

            assertThat(stage.state("sunday-service")).isEqualTo("DEGRADED");
            assertThat(stage.windows.reconcile().decisions())
                    .anySatisfy(decision ->
                            assertThat(decision.reason()).contains("not ready").contains("503"));
            stage.runTo("2026-11-22T20:00:00Z");
            assertThat(stage.origin()).isEqualTo("running");
            stage.runTo("2026-11-23T01:02:00Z");
            assertThat(stage.mutations())
                    .containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI, "STOP " + ORIGIN);
        }
    }

    @Test
    void thenTerminateTerminatesAtTheEnd() {
        try (Stage stage = new Stage(SUNDAY + "    then: terminate\n")) {
            stage.runTo("2026-11-23T02:00:00Z");

            assertThat(stage.mutations())
                    .containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI, "TERMINATE " + ORIGIN);
            assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
        }
    }

    @Test
    void thenHibernateHibernatesAtTheEnd() {
        try (Stage stage = new Stage(SUNDAY + "    then: hibernate\n")) {
            stage.runTo("2026-11-23T02:00:00Z");

            assertThat(stage.mutations()).endsWith("HIBERNATE " + ORIGIN);
            assertThat(stage.origin()).isEqualTo("stopped");
        }
    }

    @Test
    void whatCannotHibernateIsStopped() {
        try (Stage stage = new Stage(SUNDAY + "    then: hibernate\n")) {
            stage.ec2.before("HIBERNATE", id -> {
                throw SimulatedEc2.refusal(400, "UnsupportedHibernationConfiguration");
            });
            stage.runTo("2026-11-23T02:00:00Z");

            assertThat(stage.mutations()).endsWith("HIBERNATE " + ORIGIN, "STOP " + ORIGIN);
            assertThat(stage.origin()).isEqualTo("stopped");
        }
    }
}
