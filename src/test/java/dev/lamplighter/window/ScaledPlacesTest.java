package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.load.LoadQuestion;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two windows scale at once, one of them in another account and region; and machines of one slot each have an Elastic IP. */
final class ScaledPlacesTest {
    private static final AccountRegion THERE =
            new AccountRegion("eu-west-1", "arn:aws:iam::123456789012:role/lamplighter", null);
    private static final String SCALED = """
          - name: %s
            zone: UTC
            when: {from: 2026-11-22T14:30, to: 2026-11-22T18:00}
            lead: 5m
            %s
            launch:
              - {slot: repeater, count: 1..3, scale: {cpu: 75, warmup: 2m, drain: 2m}, image: ami-0123456789abcdef1, type: c7i.large%s}
        """;
    private static final List<String> ADDRESSES =
            List.of("eipalloc-0123456789abcdef1", "eipalloc-0123456789abcdef2", "eipalloc-0123456789abcdef3");

    private final Stage stage = new Stage(
            SCALED.formatted("near", "", ", eip: " + ADDRESSES),
            SCALED.formatted("far", "region: eu-west-1\n    account: \"123456789012\"\n    role: lamplighter", ""));
    private final SimulatedEc2 far = new SimulatedEc2(stage.clock);
    private double load = 90;
    /** Whose CloudWatch can't be asked; none as long as it is empty. */
    private String mute = "";

    ScaledPlacesTest() {
        far.launches.firstId = 0xdef000;
        stage.elsewhere.put(THERE, far);
        ADDRESSES.forEach(stage.ec2::address);
        stage.clock.set("2026-11-22T14:24:30Z");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Lets minutes pass until it is so, at most an hour. */
    private void runUntil(BooleanSupplier isSo) {
        Instant latest = stage.clock.instant().plusSeconds(3600);
        do {
            assertThat(stage.clock.instant()).isBefore(latest);
            runTo(stage.clock.instant().plusSeconds(60).toString().substring(11, 16));
        } while (!isSo.getAsBoolean());
    }

    private void runTo(String time) {
        Instant end = Instant.parse("2026-11-22T" + time + ":00Z");
        while (stage.clock.instant().isBefore(end)) {
            for (LoadQuestion question : stage.loads.due()) {
                if (question.window().equals(mute)) {
                    stage.loads.failed(question, "AccessDenied", "GetMetricData refused: AccessDenied: simulated");
                } else {
                    stage.cloudWatch.answer(question, stage.loads);
                }
            }
            try {
                stage.windows.reconcile();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("WINDOW-109");
            }
            Instant minute = Instant.ofEpochSecond(stage.clock.instant().getEpochSecond() / 60 * 60);
            for (SimulatedEc2 ec2 : List.of(stage.ec2, far)) {
                ec2.launches.ids.forEach(id -> stage.cloudWatch.put(id, "CPUUtilization", minute, load));
            }
            stage.clock.pass(Stage.TICK);
        }
    }

    private static List<String> running(SimulatedEc2 ec2) {
        return ec2.launches.ids.stream()
                .filter(id -> ec2.state(id).equals("running"))
                .toList();
    }

    private List<String> scaled(String window) {
        return stage.entry(window).scalings().stream().map(SlotScaling::words).toList();
    }

    private String id(String window, String slot) {
        return stage.entry(window).lastLaunch(slot).map(SlotLaunch::instanceId).orElseThrow();
    }

    private boolean allGone(SimulatedEc2 ec2) {
        return ec2.launches.ids.stream().allMatch(id -> ec2.state(id).equals("terminated"));
    }

    @Test
    void eachScalesForItselfWhereItIsAndGivesUpItsOwn() {
        runTo("14:31");
        assertThat(stage.loads.due())
                .extracting(LoadQuestion::window, LoadQuestion::accountRegion)
                .containsExactlyInAnyOrder(tuple("near", AccountRegion.OWN), tuple("far", THERE));
        runTo("14:45");
        assertThat(running(stage.ec2)).hasSize(3);
        assertThat(running(far)).hasSize(3);
        for (String window : List.of("near", "far")) {
            assertThat(scaled(window)).containsExactly("scaled out to repeater-2", "scaled out to repeater-3");
        }
        load = 5;
        runTo("15:40");
        assertThat(running(stage.ec2)).containsExactly(id("near", "repeater-1"));
        assertThat(running(far)).containsExactly(id("far", "repeater-1"));
        assertThat(far.mutations)
                .filteredOn(call -> call.startsWith("DRAIN") || call.startsWith("TERMINATE"))
                .containsExactly(
                        "DRAIN i-00000000000def002",
                        "TERMINATE i-00000000000def002",
                        "DRAIN i-00000000000def001",
                        "TERMINATE i-00000000000def001");
        runTo("18:03");
        assertThat(allGone(stage.ec2) && allGone(far)).isTrue();
        assertThat(stage.alerts.raised()).isEmpty();
    }

    @Test
    void whereCloudWatchRefusesNothingIsGivenUpAndTheOtherWindowGoesOn() {
        runTo("14:45");
        mute = "far";
        load = 5;
        runTo("15:40");
        assertThat(running(stage.ec2)).hasSize(1);
        assertThat(running(far)).hasSize(3);
        assertThat(stage.alerts.raised("windows"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.text()).startsWith("WINDOW-196  far/repeater"));
        mute = "";
        runTo("16:40");
        assertThat(running(far)).hasSize(1);
        assertThat(stage.alerts.raised()).isEmpty();
    }

    @Test
    void anAccountThatCanNotBeAskedKeepsItsMachinesAndTerminatesThemWhenItsRoleIsBack() {
        runTo("14:45");
        far.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "AccessDenied");
        });
        load = 5;
        runTo("18:20");
        assertThat(allGone(stage.ec2)).isTrue();
        assertThat(stage.entry("near").phase()).isEqualTo(Phase.CLOSED);
        assertThat(running(far)).as("nobody knows what runs there").hasSize(3);
        assertThat(stage.alerts.raised("windows"))
                .anyMatch(alert ->
                        alert.code().equals("WINDOW-109") && alert.text().contains("far"))
                .anyMatch(alert -> alert.code().equals("WINDOW-112"));
        far.mend("DescribeInstances");
        runTo("18:23");
        assertThat(allGone(far)).isTrue();
        assertThat(stage.alerts.raised()).isEmpty();
    }

    @Test
    void aRestartInTheMiddleOfScalingLaunchesNothingTwiceAndForgetsNoDrain() {
        runTo("14:31");
        runUntil(() -> {
            stage.restart();
            return !scaled("far").isEmpty();
        });
        runTo("14:50");
        stage.restart();
        load = 5;
        runUntil(() -> far.mutations.stream().anyMatch(call -> call.startsWith("DRAIN")));
        stage.restart();
        runTo("16:00");
        assertThat(far.launches.ids).hasSize(3);
        assertThat(stage.ec2.launches.ids).hasSize(3);
        assertThat(running(far)).hasSize(1);
        assertThat(running(stage.ec2)).hasSize(1);
    }

    @Test
    void eachMachineHasItsOwnAddressAndTheNextOneOfItsNumberGetsItAgain() {
        runTo("14:45");
        for (int number = 1; number <= 3; number++) {
            assertThat(stage.ec2.holder(ADDRESSES.get(number - 1)))
                    .hasValue("eni-" + id("near", "repeater-" + number).substring(2));
        }
        String third = id("near", "repeater-3");
        load = 5;
        runTo("15:40");
        assertThat(stage.ec2.heldAddresses()).containsExactly(ADDRESSES.get(0));
        load = 90;
        runTo("16:00");
        assertThat(id("near", "repeater-3")).isNotEqualTo(third);
        assertThat(stage.ec2.holder(ADDRESSES.get(2)))
                .hasValue("eni-" + id("near", "repeater-3").substring(2));
        assertThat(stage.state("near")).isEqualTo("OPEN");
        runTo("18:03");
        assertThat(stage.ec2.heldAddresses()).isEmpty();
    }

    @Test
    void withAddressesForTheMinimumAloneWhatTheLoadBringsHasNone() {
        stage.declare(SCALED.formatted("near", "", ", eip: " + ADDRESSES.get(0)));
        stage.restart();
        runTo("14:45");
        assertThat(running(stage.ec2)).hasSize(3);
        assertThat(stage.ec2.heldAddresses()).containsExactly(ADDRESSES.get(0));
        assertThat(stage.state("near")).isEqualTo("OPEN");
    }

    @Test
    void aHoldThatIsSaidWhileAMachineDrainsKeepsItOn() {
        runTo("14:45");
        load = 5;
        runUntil(() -> stage.calls("DRAIN") > 0);
        String third = id("near", "repeater-3");
        stage.operations.hold(third, "17:30", "ann", "she watches it", false);
        runTo("17:00");
        assertThat(running(stage.ec2)).containsExactly(id("near", "repeater-1"), third);
        runTo("18:03");
        assertThat(allGone(stage.ec2)).isTrue();
    }

    @Test
    void aMachineThatSomebodyTerminatesWhileItDrainsIsGoneAndNotReplaced() {
        runTo("14:45");
        load = 5;
        runUntil(() -> stage.calls("DRAIN") > 0);
        stage.ec2.terminated(id("near", "repeater-3"));
        runTo("15:05");
        assertThat(stage.ec2.launches.ids).hasSize(3);
        assertThat(stage.calls("TERMINATE")).isZero();
        load = 90;
        runTo("15:30");
        assertThat(running(stage.ec2)).as("the load needs it again").hasSize(3);
        assertThat(stage.alerts.raised()).isEmpty();
    }
}
