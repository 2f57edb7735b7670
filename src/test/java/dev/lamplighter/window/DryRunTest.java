package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Dry runs of windows that need more than a start and an address. */
final class DryRunTest {
    private static final String VOLUME = "vol-0123456789abcdef0";

    @Test
    void aDryRunOfOpenFollowsItToTheVolume() {
        try (Stage stage = new Stage(SUNDAY + "    volumes: [{volume: " + VOLUME + ", device: /dev/sdf}]\n")) {
            stage.ec2.volume(VOLUME);

            List<String> answer = stage.operations.open("sunday-service", "2h", "", "ann", "", true);

            assertThat(answer)
                    .anyMatch(line -> line.startsWith("would call START " + ORIGIN))
                    .anyMatch(line -> line.startsWith("would call ATTACH " + VOLUME));
            assertThat(stage.mutations()).isEmpty();
        }
    }

    /** EC2 may take minutes, and the costs and all alerts are kept in the same database. */
    @Test
    void theDatabaseIsFreeWhileADryRunAsksEc2() {
        try (Stage stage = new Stage(SUNDAY)) {
            List<String> raised = new CopyOnWriteArrayList<>();
            Problem problem = new Problem("COST-999", "a", "what", "why", "fix", Problem.Kind.REFUSED);
            stage.ec2.meanwhile = () -> CompletableFuture.runAsync(() -> {
                        stage.alerts.raise(new AlertKey("costs", "a", ""), AlertSeverity.ERROR, problem);
                        raised.add("once more");
                    })
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();

            assertThat(stage.operations.open("sunday-service", "2h", "", "ann", "", true))
                    .anyMatch(line -> line.startsWith("would call START " + ORIGIN));

            assertThat(raised).isNotEmpty();
            stage.ec2.meanwhile = () -> {};
            assertThat(stage.journal.instructions().all()).isEmpty();
        }
    }

    @Test
    void aDryRunOfCloseRunsNoRouteAndEndsWhereItWouldWaitForOne() {
        List<String> ran = new ArrayList<>();
        try (Stage stage = new Stage(SUNDAY + "    preStop: {route: \"direct:ship-logs\"}\n")) {
            stage.hooks = call -> {
                ran.add(call.route());
                return CompletableFuture.completedFuture(null);
            };
            stage.runTo("2026-11-22T15:00:00Z");

            List<String> answer = stage.operations.close("sunday-service", "ann", "", true);

            assertThat(answer)
                    .anyMatch(line -> line.startsWith("would wait for direct:ship-logs"))
                    .noneMatch(line -> line.contains("STOP"));
            assertThat(ran).isEmpty();
            stage.operations.close("sunday-service", "ann", "", false);
            assertThat(ran).containsExactly("direct:ship-logs");
        }
    }
}
