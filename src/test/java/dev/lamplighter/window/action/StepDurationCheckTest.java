package dev.lamplighter.window.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StepDurationCheckTest {
    private static final Set<String> ALL = Set.of("ec2-start", "ec2-stop");

    private static List<String> remarks(String window, OperatorStepLimits limits, Set<String> edited) {
        ParsedWindowsFile file = ParsedWindowsFile.parse(
                "windows.yaml",
                "windows:\n  - {name: sunday, zone: Europe/Berlin, when: {cron: \"0 10 * * SUN\", for: 2h}, instance: i-0a1b2c3d4e5f60001, "
                        + window + "}\n",
                Instant.parse("2026-11-27T00:00:00Z"));
        assertThat(file.problems()).isEmpty();
        return new StepDurationCheck(limits, edited)
                .of(file.windows()).stream().map(Problem::line).toList();
    }

    private static OperatorStepLimits limits(String off, String on) {
        return new OperatorStepLimits(Duration.parse(off), Duration.parse(on), Duration.ofHours(1));
    }

    @Test
    void stepsThatMayOutlastTheGraceAreRemarked() {
        assertThat(remarks("lead: 10m, grace: 5m", limits("PT5M1S", "PT1M"), ALL))
                .containsExactly("WINDOW-185  sunday  its machines may run on after its grace of 5 min: the steps of"
                        + " routes/ec2-stop may take windows.stop-step-limit=5m1s; fix: set windows.stop-step-limit"
                        + " lower, or a longer grace");
        assertThat(remarks("lead: 10m, grace: 5m", limits("PT5M", "PT1M"), ALL)).isEmpty();
    }

    @Test
    void preStopCountsWithThem() {
        String hook = "preStop: {route: \"direct:farewell\", within: 2m}";

        assertThat(remarks("lead: 10m, grace: 5m, " + hook, limits("PT4M", "PT1M"), ALL))
                .singleElement()
                .asString()
                .contains("may take windows.stop-step-limit=4m after the 2 min of its preStop");
        assertThat(remarks("lead: 10m, grace: 6m, " + hook, limits("PT4M", "PT1M"), ALL))
                .isEmpty();
    }

    @Test
    void stepsThatMayMakeItLateAreRemarked() {
        assertThat(remarks("lead: 10m, readyBy: 5m, grace: 1h", limits("PT5M", "PT6M"), ALL))
                .singleElement()
                .asString()
                .contains(
                        "routes/ec2-start may take windows.start-step-limit=6m, and from its lead to its readyBy are 5 min");
        assertThat(remarks("lead: 11m, readyBy: 5m, grace: 1h", limits("PT5M", "PT6M"), ALL))
                .isEmpty();
    }

    @Test
    void noStepsNoRemarks() {
        assertThat(remarks("lead: 1m, grace: 0s", limits("PT5M", "PT6M"), Set.of("ec2-associate", "ec2-terminate")))
                .isEmpty();
        assertThat(remarks("lead: 1m, grace: 0s, then: terminate", limits("PT5M", "PT1S"), Set.of("ec2-terminate")))
                .singleElement()
                .asString()
                .contains("routes/ec2-terminate");
    }
}
