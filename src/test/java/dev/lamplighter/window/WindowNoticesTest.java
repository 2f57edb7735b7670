package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.message.Message;
import dev.lamplighter.base.message.MessageRules;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.watch.WindowNotices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people and operators' routes are told of windows, through a Sunday: 14:30Z to 01:00Z, lead from 14:20Z. */
final class WindowNoticesTest {
    private static final Set<String> ALL = Set.of("starting-soon", "ready", "not-ready", "over");

    private final Stage stage = new Stage(SUNDAY);
    private final List<Message> told = new ArrayList<>();
    private int passes;

    @AfterEach
    void close() {
        stage.close();
    }

    private void look() {
        stage.alerts.messages().follow(new MessageRules(List.of("webhook"), ALL, null, Set.of("window-phase")));
        new WindowNotices(
                        () -> ParsedWindowsFile.parse("windows.yaml", "windows:\n" + SUNDAY, stage.clock.instant())
                                .windows(),
                        stage.journal,
                        stage.alerts,
                        stage.clock,
                        Duration.ofMinutes(30))
                .look();
        stage.alerts.messages().pending().forEach(message -> {
            told.add(message);
            stage.alerts.messages().sent(message);
        });
    }

    /** Looks after each pass; with restarts in between, if wanted. */
    private void runTo(String instant, boolean restarts) {
        Instant end = Instant.parse(instant);
        while (stage.clock.instant().isBefore(end)) {
            try {
                stage.windows.reconcile();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("WINDOW-109");
            }
            if (restarts && ++passes % 8 == 0) { // a stop needs two looks of one process
                stage.restart();
            }
            look();
            stage.clock.pass(Stage.TICK);
        }
    }

    private List<String> said(String place) {
        return told.stream()
                .filter(message -> message.place().equals(place))
                .map(message -> message.about() + " " + message.at())
                .toList();
    }

    @Test
    void eachEventIsToldOnceAtItsMinuteToPeopleAndToTheRouteOverRestarts() {
        stage.clock.set("2026-11-22T13:50:00Z");
        runTo("2026-11-22T14:40:00Z", true);
        assertThat(said("webhook")).hasSize(2).first().isEqualTo("starting-soon 2026-11-22T14:00:00Z");
        assertThat(said("webhook").get(1)).startsWith("ready 2026-11-22T14:2");
        stage.clock.set("2026-11-23T00:58:00Z");
        runTo("2026-11-23T01:20:00Z", true);

        assertThat(said("webhook")).hasSize(3).last().asString().startsWith("over 2026-11-23T01:0");
        assertThat(said("route window-phase")).isEqualTo(said("webhook"));
        assertThat(told.get(0).text())
                .isEqualTo("sunday-service starts soon: Sun 22 Nov 08:30 to Sun 22 Nov 19:00 (America/Chicago).");
        assertThat(told.get(0).fields())
                .containsEntry("WindowName", "sunday-service")
                .containsEntry("WindowStart", "2026-11-22T14:30:00Z")
                .containsEntry("WindowEnd", "2026-11-23T01:00:00Z");
    }

    @Test
    void aWindowThatIsNotReadyInTimeIsToldWithTheReason() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(400, "ExpiredToken");
        });
        runTo("2026-11-22T14:45:00Z", false);

        assertThat(said("webhook")).hasSize(2).last().asString().startsWith("not-ready 2026-11-22T14:");
        assertThat(told.get(told.size() - 1).text()).contains("ExpiredToken", "sunday-service");
    }

    @Test
    void whatEndedBeforeAnybodyAskedForItIsNoNews() {
        stage.runTo("2026-11-23T01:20:00Z");
        assertThat(stage.entry("sunday-service").phase().name()).isEqualTo("CLOSED");
        look();
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsOverWhileTheServiceIsDownIsToldAfterwardsAndAStartThatHasPassedIsNot() {
        runTo("2026-11-22T14:40:00Z", false);
        told.clear();
        stage.clock.set("2026-11-23T09:00:00Z");
        stage.restart();
        stage.runTo("2026-11-23T09:20:00Z");
        look();
        assertThat(said("webhook")).singleElement().asString().startsWith("over ");
    }

    @Test
    void aSkippedWindowStartsNotSoon() {
        stage.clock.set("2026-11-22T13:50:00Z");
        stage.operations.skip("sunday-service", "next", "ann", "holiday", false);
        runTo("2026-11-22T14:40:00Z", false);
        assertThat(told).isEmpty();
    }

    @Test
    void nobodyIsAskedWhereNobodyWantsToKnow() {
        stage.alerts.messages().follow(MessageRules.NONE);
        assertThat(stage.alerts.messages().wants(ALL)).isFalse();
        stage.alerts.messages().follow(new MessageRules(List.of("webhook"), Set.of("alerts"), null));
        assertThat(stage.alerts.messages().wants(ALL)).isFalse();
    }
}
