package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/** A window launches repeaters while their load needs them, and gives them up again. */
final class ScaledWindowTest {
    private static final String WINDOW = "sunday-service";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String BOTH =
            "{cpu: 75, connections: 250, namespace: Wowza, metric: Connections, warmup: 3m, drain: 5m}";

    /** What each machine's CPU is, by its slot. */
    private ToDoubleFunction<String> cpu = slot -> 20;
    /** What each machine's connections are; negative for no value. */
    private ToDoubleFunction<String> connections = slot -> -1;

    private static String window(String scale) {
        return """
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large}
                  - {slot: repeater, count: 2..4, scale: %s, image: ami-0123456789abcdef1, type: c7i.large}
            """.formatted(scale);
    }

    private static Stage stage(String scale) {
        Stage stage = new Stage(window(scale));
        stage.clock.set("2026-11-22T14:20:00Z");
        return stage;
    }

    /** Lets minutes pass; each machine has a value in each of them, unless it is NaN. */
    private void run(Stage stage, int minutes) {
        for (int i = 0; i < minutes; i++) {
            Instant from = stage.clock.instant();
            stage.askForLoad();
            stage.windows.reconcile();
            stage.clock.pass(Stage.TICK);
            stage.windows.reconcile();
            stage.clock.pass(Stage.TICK);
            for (SlotLaunch launch : stage.entry(WINDOW).launches()) {
                put(stage, launch, "CPUUtilization", from, cpu.applyAsDouble(launch.slot()));
                put(stage, launch, "Connections", from, connections.applyAsDouble(launch.slot()));
            }
        }
    }

    /** Lets minutes pass until it is so, at most an hour. */
    private void runUntil(Stage stage, BooleanSupplier isSo) {
        Instant latest = stage.clock.instant().plusSeconds(3600);
        do {
            assertThat(stage.clock.instant()).isBefore(latest);
            run(stage, 1);
        } while (!isSo.getAsBoolean());
    }

    private static void put(Stage stage, SlotLaunch launch, String metric, Instant minute, double value) {
        if (value >= 0) {
            stage.cloudWatch.put(launch.instanceId(), metric, minute, value);
        }
    }

    private static List<String> scaled(Stage stage) {
        return stage.entry(WINDOW).scalings().stream().map(SlotScaling::words).toList();
    }

    private static List<String> running(Stage stage) {
        return stage.ec2.launches.ids.stream()
                .filter(id -> stage.ec2.state(id).equals("running"))
                .map(id -> name(stage, id))
                .toList();
    }

    private static String name(Stage stage, String id) {
        return stage.ec2.launches.tags(id).stream()
                .filter(tag -> tag.key().equals("lamplighter-slot"))
                .map(Tag::value)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> alerts(Stage stage) {
        return stage.alerts.raised("windows").stream()
                .map(alert -> alert.text())
                .toList();
    }

    @Test
    void oneMoreFollowsAtATimeEachAfterTheOneBeforeHasWarmedUpUpToTheMost() {
        try (Stage stage = stage(BOTH)) {
            cpu = slot -> 80;
            connections = slot -> 100;
            run(stage, 12);
            assertThat(scaled(stage)).containsExactly("scaled out to repeater-3", "scaled out to repeater-4");
            run(stage, 20);
            assertThat(running(stage))
                    .containsExactly("origin", "repeater-1", "repeater-2", "repeater-3", "repeater-4");
            List<SlotScaling> scalings = stage.entry(WINDOW).scalings();
            assertThat(Duration.between(scalings.get(0).at(), scalings.get(1).at()))
                    .isBetween(MINUTE.multipliedBy(3), MINUTE.multipliedBy(5));
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
        }
    }

    @Test
    void twoOfTheLastThreeMinutesMustBeAbove() {
        try (Stage stage = stage("{cpu: 75}")) {
            run(stage, 10);
            cpu = slot -> 95;
            run(stage, 1);
            cpu = slot -> 60;
            run(stage, 5);
            assertThat(scaled(stage)).isEmpty();
            cpu = slot -> 75;
            run(stage, 2);
            cpu = slot -> 60;
            run(stage, 2);
            assertThat(scaled(stage)).containsExactly("scaled out to repeater-3");
        }
    }

    @Test
    void eitherLimitAloneIsEnoughForOneMoreAndOnlyWhatIsMeasuredCountsForThat() {
        try (Stage stage = stage(BOTH)) {
            cpu = slot -> -1;
            connections = slot -> 260;
            run(stage, 9);
            assertThat(scaled(stage)).first().isEqualTo("scaled out to repeater-3");
            assertThat(stage.entry(WINDOW).scalings().get(0).reason()).contains("260 Connections (limit 250)");
        }
    }

    @Test
    void whatIsNotKnownGivesNothingUpAndIsTold() {
        try (Stage stage = stage(BOTH)) {
            cpu = slot -> 80;
            connections = slot -> 100;
            run(stage, 12);
            assertThat(running(stage)).hasSize(5);
            connections = slot -> slot.equals("repeater-2") ? -1 : 1;
            cpu = slot -> 1;
            run(stage, 60);
            assertThat(running(stage)).hasSize(5);
            assertThat(alerts(stage))
                    .singleElement()
                    .asString()
                    .startsWith("WINDOW-197  sunday-service/repeater")
                    .contains("no Connections in Wowza of "
                            + stage.entry(WINDOW)
                                    .lastLaunch("repeater-2")
                                    .orElseThrow()
                                    .instanceId());
            connections = slot -> 1;
            run(stage, 20);
            assertThat(alerts(stage)).isEmpty();
            assertThat(scaled(stage)).last().isEqualTo("scaled in, without repeater-4");
        }
    }

    @Test
    void withoutThePermissionTheMinimumStaysAndAnAlertTells() {
        try (Stage stage = stage("{cpu: 75}")) {
            cpu = slot -> 80;
            run(stage, 12);
            int before = running(stage).size();
            assertThat(before).isEqualTo(4);
            cpu = slot -> 1;
            stage.cloudWatch.refusal = "AccessDenied";
            run(stage, 60);
            assertThat(running(stage)).hasSize(before);
            assertThat(stage.alerts.raised("windows")).singleElement().satisfies(alert -> {
                assertThat(alert.text())
                        .startsWith("WINDOW-196  sunday-service/repeater")
                        .contains("AccessDenied", "cloudwatch:GetMetricData");
                assertThat(alert.severity()).hasToString("ERROR");
            });
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
            stage.cloudWatch.refusal = "";
            run(stage, 3);
            assertThat(alerts(stage)).isEmpty();
        }
    }

    @Test
    void aCloudWatchOutOfReachFromTheBeginningLeavesTheMinimum() {
        try (Stage stage = stage("{cpu: 75}")) {
            stage.cloudWatch.refusal = "ServiceUnavailable";
            cpu = slot -> 99;
            run(stage, 30);
            assertThat(running(stage)).containsExactly("origin", "repeater-1", "repeater-2");
            assertThat(stage.alerts.raised("windows"))
                    .singleElement()
                    .extracting(alert -> alert.severity().toString())
                    .isEqualTo("WARN");
        }
    }

    @Test
    void theNewestIsTaggedDrainedAndTerminatedAfterItsTime() {
        try (Stage stage = stage(BOTH)) {
            up(stage);
            String newest =
                    stage.entry(WINDOW).lastLaunch("repeater-4").orElseThrow().instanceId();
            runUntil(stage, () -> stage.calls("DRAIN") > 0);
            assertThat(stage.mutations()).last().isEqualTo("DRAIN " + newest);
            assertThat(stage.ec2.launches.tags(newest))
                    .anyMatch(tag -> tag.key().equals("lamplighter-drain"));
            Instant at = stage.entry(WINDOW).drainOf(newest).orElseThrow().at();
            runUntil(stage, () -> stage.calls("TERMINATE") > 0);
            assertThat(stage.mutations()).last().isEqualTo("TERMINATE " + newest);
            assertThat(Duration.between(
                            at,
                            Objects.requireNonNull(stage.ec2.launches.of(newest))
                                    .to()))
                    .isBetween(MINUTE.multipliedBy(5), MINUTE.multipliedBy(6));
            assertThat(stage.state(WINDOW)).isEqualTo("OPEN");
            run(stage, 60);
            assertThat(running(stage)).containsExactly("origin", "repeater-1", "repeater-2");
        }
    }

    /** To four repeaters, with little to do afterwards. */
    private void up(Stage stage) {
        cpu = slot -> 80;
        connections = slot -> 100;
        run(stage, 12);
        cpu = slot -> 5;
        connections = slot -> 5;
        run(stage, 2);
    }

    @Test
    void oneMoreIsTheSameAgainAfterItWasGivenUpAndThatIsNoLoss() {
        try (Stage stage = stage(BOTH)) {
            for (int i = 0; i < 4; i++) {
                up(stage);
                run(stage, 70);
                assertThat(running(stage)).hasSize(3);
            }
            cpu = slot -> 80;
            run(stage, 10);
            assertThat(running(stage)).contains("repeater-3");
            assertThat(stage.entry(WINDOW)
                            .lastLaunch("repeater-3")
                            .orElseThrow()
                            .attempt())
                    .isEqualTo(5);
            assertThat(alerts(stage)).isEmpty();
        }
    }

    @Test
    void whatAnOperatorHoldsOnIsNotGivenUpNorTheOriginNorTheMinimum() {
        try (Stage stage = stage(BOTH)) {
            up(stage);
            String held =
                    stage.entry(WINDOW).lastLaunch("repeater-4").orElseThrow().instanceId();
            stage.operations.hold(held, "18:00", "ann", "she watches it", false);
            run(stage, 120);
            assertThat(running(stage)).containsExactly("origin", "repeater-1", "repeater-2", "repeater-4");
            assertThat(scaled(stage)).last().isEqualTo("scaled in, without repeater-3");
        }
    }

    @Test
    void atTheEndAllIsTerminatedAndNothingElse() {
        try (Stage stage = stage(BOTH)) {
            String foreign = "i-00000000000fff001";
            stage.ec2.instance(foreign, "eni-00000000000fff001");
            stage.ec2.machine(foreign).start(stage.clock.trueTime());
            up(stage);
            stage.runTo("2026-11-23T01:20:00Z");
            assertThat(stage.ec2.launches.ids)
                    .hasSize(5)
                    .allMatch(id -> stage.ec2.state(id).equals("terminated"));
            assertThat(stage.ec2.state(foreign)).isEqualTo("running");
            assertThat(stage.mutations()).noneMatch(call -> call.contains("fff001"));
        }
    }

    @Test
    void detailedMonitoringIsAskedForWhereTheCpuCounts() {
        try (Stage stage = stage("{cpu: 75}")) {
            run(stage, 5);
            assertThat(stage.ec2.launches.ids)
                    .extracting(id -> Objects.requireNonNull(stage.ec2.launches.of(id))
                                    .request()
                                    .monitoring()
                            != null)
                    .containsExactly(false, true, true);
        }
    }

    /** What a machine less had to bear says nothing of the load of those that are there now. */
    @Test
    void minutesFromBeforeTheLastChangeDoNotAskForOneMore() {
        try (Stage stage = stage("{cpu: 75, warmup: 1m, drain: 5m}")) {
            cpu = slot -> 90;
            runUntil(stage, () -> !scaled(stage).isEmpty());
            cpu = slot -> 5;
            run(stage, 5);
            assertThat(scaled(stage)).containsExactly("scaled out to repeater-3");
            assertThat(stage.entry(WINDOW).scalings().get(0).reason())
                    .isEqualTo(
                            "2 of 2..4 at 90 % CPU (limit 75) in two of the last three minutes: one more, repeater-3");
        }
    }

    @Test
    void nobodyIsAskedWhileNoWindowFollowsItsLoad() {
        try (Stage stage = new Stage(Stage.SUNDAY)) {
            stage.runTo("2026-11-22T14:40:00Z");
            assertThat(stage.loads.due()).isEmpty();
        }
        try (Stage stage = stage("{cpu: 75}")) {
            stage.clock.set("2026-11-22T14:00:00Z");
            assertThat(stage.loads.due()).as("before its lead").isEmpty();
        }
    }

    @Test
    void aRestartForgetsNoDecision() {
        try (Stage stage = stage(BOTH)) {
            up(stage);
            stage.restart();
            run(stage, 5);
            assertThat(running(stage)).hasSize(5);
            assertThat(scaled(stage)).hasSize(2);
            runUntil(stage, () -> stage.calls("DRAIN") > 0);
            stage.restart();
            run(stage, 7);
            assertThat(stage.calls("TERMINATE")).isEqualTo(1);
            assertThat(running(stage)).hasSize(4);
        }
    }

    @Test
    void whyReportAndStatusTellIt() throws IOException {
        try (Stage stage = stage(BOTH)) {
            up(stage);
            String third =
                    stage.entry(WINDOW).lastLaunch("repeater-3").orElseThrow().instanceId();
            String fourth =
                    stage.entry(WINDOW).lastLaunch("repeater-4").orElseThrow().instanceId();
            assertThat(stage.operations.why(third))
                    .anyMatch(line -> line.startsWith("The load wanted it for sunday-service/repeater-3")
                            && line.contains("2 of 2..4 at 80 % CPU (limit 75) in two of the last three minutes"));
            assertThat(stage.status(WINDOW).getLastAction())
                    .startsWith("RUN sunday-service/repeater-4: the load needs it");
            runUntil(stage, () -> stage.calls("DRAIN") > 0);
            assertThat(stage.operations.why(fourth))
                    .anyMatch(line -> line.startsWith("The load doesn't need it any more"));
            assertThat(stage.operations.report("2026-11"))
                    .anyMatch(line ->
                            line.startsWith("scaled: sunday-service") && line.contains("scaled out to repeater-3"))
                    .anyMatch(line -> line.contains("scaled in, without repeater-4"));
            assertThat(new ObjectMapper()
                            .readTree(stage.operations.reportJson("2026-11"))
                            .path("scalings"))
                    .extracting(scaling -> scaling.path("window").asText() + " "
                            + scaling.path("direction").asText() + " "
                            + scaling.path("slot").asText())
                    .containsExactly(
                            "sunday-service OUT repeater-3",
                            "sunday-service OUT repeater-4",
                            "sunday-service IN repeater-4");
            assertThat(new ObjectMapper()
                            .readTree(stage.operations.whyJson(fourth))
                            .path("occurrences")
                            .path(0)
                            .path("scalings"))
                    .hasSize(3);
            assertThat(stage.windows.steps())
                    .anyMatch(step -> step.resource().equals("sunday-service/repeater")
                            && step.reason().startsWith("3 of 2..4 at"));
        }
    }
}
