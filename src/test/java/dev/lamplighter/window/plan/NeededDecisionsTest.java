package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ENI;
import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.OTHER;
import static dev.lamplighter.window.plan.Look.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Machines that only the load wants: how one drains, and that the window is ready without them. */
final class NeededDecisionsTest {
    private final Look look = Look.at(START.plus(Duration.ofHours(1)));
    private final StreamingWindow window = LaunchRulesTest.window(LaunchRulesTest.ORIGIN, LaunchRulesTest.REPEATERS);
    private OccurrenceRecord entry = look.entry();

    private void is(SlotLaunch launch) {
        entry = entry.withLaunch(launch);
    }

    @Test
    void aMachineThatIsGivenUpDrainsForTheTimeOfItsSlot() {
        is(SlotLaunch.requested("origin", 1, 1, "other", "", 0, START).launched(OTHER, ""));
        is(SlotLaunch.requested("edge-3", 1, 1, "another", "", 0, START).launched("i-9", ""));
        is(SlotLaunch.requested("repeater-3", 1, 1, "token", "", 0, START).launched(ID, ENI));
        look.instance(InstanceState.RUNNING);

        assertThat(draining(Duration.ofMinutes(3).minusNanos(1))).isEqualTo(Action.DRAIN);
        assertThat(draining(Duration.ofMinutes(3))).isEqualTo(Action.TERMINATE);
    }

    private Action draining(Duration ago) {
        StreamingWindow both = LaunchRulesTest.window(
                LaunchRulesTest.ORIGIN,
                LaunchRulesTest.REPEATERS.replace("repeater", "edge").replace("drain: 3m", "drain: 9m"),
                LaunchRulesTest.REPEATERS);
        SlotScaling drain = new SlotScaling("repeater-3", SlotScaling.Direction.IN, look.now.minus(ago), "calm");
        return new DrainRules(look.situation(), entry, both).decide(ID, drain).action();
    }

    @Test
    void theEndOfOneThatWasGivenUpIsNoted() {
        is(SlotLaunch.requested("repeater-3", 1, 1, "token", "", 0, START).launched(ID, ENI));
        entry = entry.withScaling(new SlotScaling("repeater-3", SlotScaling.Direction.IN, look.now, "calm"));
        look.instance(InstanceState.TERMINATED);

        List<SlotLaunch> noted = noted();

        assertThat(noted).extracting(SlotLaunch::phase).containsExactly(SlotLaunch.Phase.ENDED);
        is(noted.get(0));
        assertThat(noted()).isEmpty();
    }

    private List<SlotLaunch> noted() {
        LaunchRules rules = new LaunchRules(look.situation(), entry, Map.of(), Optional.empty(), (path, values) -> {
            throw new IllegalStateException("no slot has a package");
        });
        return rules.opening(window).stream()
                .filter(decision -> decision.resource().equals("sunday/repeater-3"))
                .flatMap(decision -> decision.slotLaunch().stream())
                .toList();
    }

    @Test
    void aWindowIsReadyWithoutWhatOnlyTheLoadWants() {
        is(SlotLaunch.requested("origin", 1, 1, "other", "", 0, START).launched(OTHER, ""));
        is(SlotLaunch.requested("repeater-3", 1, 1, "token", "", 0, START).launched(ID, ENI));
        List<Decision> decisions = List.of(
                about("sunday/origin", Action.WAIT),
                about("sunday/repeater-2", Action.WAIT),
                about("sunday/repeater-3", Action.WAIT),
                about("sunday/repeater-4", Action.ALERT),
                about(ID, Action.WAIT),
                about(OTHER, Action.WAIT),
                ScaleDecision.none("sunday", "sunday/repeater", "calm"));

        assertThat(NeededDecisions.of(decisions, entry, window))
                .extracting(Decision::resource)
                .containsExactly("sunday/origin", "sunday/repeater-2", "sunday/repeater-4", OTHER);
        assertThat(NeededDecisions.of(decisions, entry, null)).hasSize(6);
        entry = entry.withScaling(new SlotScaling("origin", SlotScaling.Direction.IN, look.now, "calm"));
        assertThat(NeededDecisions.of(decisions, entry, null))
                .extracting(Decision::resource)
                .doesNotContain(OTHER)
                .hasSize(5);
    }

    @Test
    void theAddressOfAMachineThatOnlyTheLoadWantsIsNotNeeded() {
        String address = "eipalloc-0123456789abcdef";
        String four = ", eip: [" + address + "1, " + address + "2, " + address + "3, " + address + "4]}";
        StreamingWindow addressed = LaunchRulesTest.window(LaunchRulesTest.REPEATERS.replace("large}", "large" + four));

        assertThat(NeededDecisions.of(
                        List.of(about(address + "2", Action.WAIT), about(address + "3", Action.WAIT)),
                        entry,
                        addressed))
                .extracting(Decision::resource)
                .containsExactly(address + "2");
    }

    private static Decision about(String resource, Action action) {
        RuleResult result = action == Action.ALERT
                ? RuleResult.alert(new Problem(WindowProblemCode.LAUNCH_CAP, resource, "what", "why", "fix"))
                : RuleResult.of(action, "so");
        return new LaunchDecision("sunday", resource, result, null, null);
    }
}
