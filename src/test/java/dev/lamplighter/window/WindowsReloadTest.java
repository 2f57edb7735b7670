package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** windows.yaml that is read again while the service runs. */
final class WindowsReloadTest {
    private static final String W = "sunday-service";
    private static final String BACKUP = """
          - name: backup
            zone: America/Chicago
            when: {days: SUN, opens: "09:00", closes: "12:00"}
            instance: i-0123456789abcdef1
        """;

    private final Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void anotherEndIsThatOfTheNextOccurrenceAndTheOneUnderWayKeepsItsOwn() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.declare(SUNDAY.replace("19:00", "20:00"));

        assertThat(stage.reload())
                .containsExactly(
                        W + "  changed, next Sun 29 Nov 08:30 CST" + "; the one under way ends at 19:00 CST as before");
        stage.runTo("2026-11-23T00:59:30Z");
        assertThat(stage.calls("STOP")).isZero();
        stage.runTo("2026-11-23T01:00:00Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);

        stage.runTo("2026-11-30T01:59:30Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);
        stage.runTo("2026-11-30T02:00:00Z");
        assertThat(stage.calls("STOP")).isEqualTo(2);
    }

    @Test
    void anotherStartBringsAnOccurrenceOfItsOwnAndStopsNothingInBetween() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.declare(SUNDAY.replace("08:30", "15:00").replace("19:00", "21:00"));

        stage.reload();
        stage.runTo("2026-11-23T02:59:30Z");
        assertThat(stage.calls("STOP")).isZero();
        stage.runTo("2026-11-23T03:00:00Z");

        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(stage.calls("START")).isEqualTo(1);
    }

    @Test
    void aWindowThatIsGoneGoesOnToItsEndAndAnyRingOfItIsNoFailure() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.declare(BACKUP);

        assertThat(stage.reload())
                .containsExactly(
                        "backup  new, next Sun 29 Nov 09:00 CST",
                        W + "  gone; the one under way ends at 19:00 CST as before");
        assertThat(stage.windows.start(W).decisions()).isEmpty();
        stage.runTo("2026-11-23T00:59:30Z");
        assertThat(stage.origin()).isEqualTo("running");
        stage.runTo("2026-11-23T01:01:00Z");
        assertThat(stage.origin()).isNotEqualTo("running");

        stage.runTo("2026-11-29T16:00:00Z");
        assertThat(stage.calls("START " + ORIGIN)).isEqualTo(1);
        assertThatThrownBy(() -> stage.windows.start("never-declared")).hasMessageContaining("WINDOW-110");
        assertThatThrownBy(() -> stage.windows.declared(W)).hasMessageContaining("WINDOW-110");
    }

    @Test
    void aNewWindowOpensAtOnceWhenItsTimeHasCome() {
        stage.runTo("2026-11-22T16:00:00Z");
        stage.declare(SUNDAY, BACKUP);

        stage.reload();
        stage.windows.start("backup");

        assertThat(stage.calls("START " + SECOND)).isEqualTo(1);
    }

    @Test
    void whatIsNotWrittenOtherwiseHasNotChangedWhereverItStands() {
        stage.declare(SUNDAY + "    beforeReady: {route: \"direct:tell\", within: 30m}\n");
        stage.reload();
        stage.declareFile(
                "# a comment\n\nwindows:\n" + SUNDAY + "    beforeReady: {route: \"direct:tell\", within: 30m}\n");

        assertThat(stage.reload()).isEmpty();
    }

    @Test
    void aRouteThatIsUnderWayIsNotBegunAgain() {
        List<String> begun = new ArrayList<>();
        CompletableFuture<Void> underWay = new CompletableFuture<>();
        stage.hooks = call -> {
            begun.add(call.route());
            return underWay;
        };
        stage.declare(SUNDAY + "    beforeReady: {route: \"direct:tell\", within: 30m}\n");
        stage.reload();
        stage.runTo("2026-11-22T14:26:00Z");
        assertThat(begun).containsExactly("direct:tell");

        stage.declare(SUNDAY + "    beforeReady: {route: \"direct:tell\", within: 40m}\n");
        stage.reload();
        stage.runTo("2026-11-22T14:30:00Z");
        assertThat(begun).containsExactly("direct:tell");
        underWay.complete(null);
        stage.runTo("2026-11-22T14:31:00Z");

        assertThat(stage.state(W)).isEqualTo("OPEN");
        assertThat(begun).containsExactly("direct:tell");
    }

    @Test
    void aCallThatWasJustMadeIsNotRepeated() {
        List<String> tried = new ArrayList<>();
        stage.ec2.before("StartInstances", id -> {
            tried.add(id);
            throw SimulatedEc2.noAnswer();
        });
        stage.clock.set("2026-11-22T14:20:00Z");
        stage.windows.reconcile();
        assertThat(tried).hasSize(1);
        stage.declare(SUNDAY.replace("19:00", "18:00"));

        stage.reload();
        stage.clock.pass(Duration.ofSeconds(15));
        stage.windows.reconcile();
        assertThat(tried).hasSize(1);
        stage.clock.pass(Duration.ofSeconds(15));
        stage.windows.reconcile();
        assertThat(tried).hasSize(2);
    }
}
