package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ENI;
import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.OTHER;
import static dev.lamplighter.window.plan.Look.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.base.Problem;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an occurrence does about its slots, by what the journal has of each; the lead begins ten minutes before the start. */
final class LaunchRulesTest {
    static final String ORIGIN = "{slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c7a.large]}";
    static final String REPEATERS =
            "{slot: repeater, count: 2..4, scale: {cpu: 75, drain: 3m}, image: ami-0123456789abcdef0, type: c7i.large}";

    private final Look look = Look.at(START.plus(Duration.ofHours(1))).onNothing();
    private final Map<String, LaunchedInstance> found = new HashMap<>();
    private StreamingWindow window = window(ORIGIN);
    private OccurrenceRecord entry = look.entry();

    static StreamingWindow window(String... slots) {
        ParsedWindowsFile file =
                ParsedWindowsFile.parse("windows.yaml", """
            windows:
              - name: sunday
                zone: America/Chicago
                lead: 10m
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                launch:
                  - %s
            """.formatted(String.join("\n      - ", slots)), START);
        assertThat(file.problems()).isEmpty();
        return file.windows().get(0);
    }

    private LaunchRules rules() {
        return new LaunchRules(look.situation(), entry, found, Optional.of(Map.of()), (path, values) -> {
            throw new IllegalStateException("no slot has a package");
        });
    }

    private LaunchDecision decision() {
        List<LaunchDecision> decisions = rules().opening(window);
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private static SlotLaunch launch(LaunchDecision decision) {
        return decision.slotLaunch().orElseThrow();
    }

    /** The launch that the first decision asked for, with its own token. */
    private SlotLaunch requested() {
        return launch(decision());
    }

    private void is(SlotLaunch launch) {
        entry = entry.withLaunch(launch);
    }

    @Test
    void aSlotThatWasNeverLaunchedIsLaunchedFromItsLeadOn() {
        LaunchDecision decision = decision();
        assertThat(decision.action()).isEqualTo(Action.RUN);
        assertThat(decision.resource()).isEqualTo("sunday/origin");
        assertThat(decision.reason()).isEqualTo("its window is open");
        assertThat(launch(decision).attempt()).isEqualTo(1);
        assertThat(launch(decision).generation()).isEqualTo(1);
        assertThat(decision.launchRequest().orElseThrow().clientToken())
                .startsWith("lamplighter-")
                .isEqualTo(launch(decision).clientToken());

        look.now = START.minus(Duration.ofMinutes(10));
        assertThat(decision().action()).isEqualTo(Action.RUN);
        look.now = look.now.minusNanos(1);
        assertThat(decision().reason()).isEqualTo("its own lead has not begun");
    }

    /** A request that was sent by an earlier version is found by its token. */
    @Test
    void theTokenOfARequestIsTheSameInEachVersionAndAnotherOneForAnotherRequest() {
        assertThat(requested().clientToken()).isEqualTo("lamplighter-c038325be12f0d6232e50ddadb329da860d66478");
        window = window(ORIGIN.replace("}", ", volumes: [{device: /dev/sdf, size: 10}]}"));
        String ten = requested().clientToken();
        window = window(ORIGIN.replace("}", ", volumes: [{device: /dev/sdf, size: 20}]}"));
        assertThat(requested().clientToken())
                .isNotEqualTo(ten)
                .isNotEqualTo("lamplighter-c038325be12f0d6232e50ddadb329da860d66478");
        window = window(REPEATERS);
        String monitored = launch(rules().opening(window).get(0)).clientToken();
        window = window(REPEATERS.replace("cpu: 75", "connections: 75, namespace: Wowza, metric: Connections"));
        assertThat(launch(rules().opening(window).get(0)).clientToken()).isNotEqualTo(monitored);
    }

    @ParameterizedTest
    @CsvSource({"19999, 0, WAIT", "20000, 0, RUN", "20000, 60, RUN", "20000, 61, WAIT"})
    void nothingIsLaunchedOnOldDataOrJustAfterACall(long calledMillisAgo, long age, Action action) {
        look.called("sunday/origin", "RUN", Duration.ofMillis(calledMillisAgo)).aged(Duration.ofSeconds(age));

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void aRequestWithoutAnAnswerIsFoundByItsTokenOrAskedForAgainWithTheSame() {
        SlotLaunch requested = requested();
        is(requested);
        look.called("sunday/origin", "RUN", Duration.ofMinutes(1));
        LaunchDecision again = decision();
        assertThat(again.action()).isEqualTo(Action.RUN);
        assertThat(launch(again).clientToken()).isEqualTo(requested.clientToken());
        assertThat(launch(again).refusals()).isEqualTo(1);
        assertThat(again.reason()).isEqualTo("its window is open; tried again after the last call");

        found.put(requested.clientToken(), new LaunchedInstance(ID, ENI, requested.clientToken()));
        LaunchDecision adopted = decision();
        assertThat(adopted.action()).isEqualTo(Action.WAIT);
        assertThat(launch(adopted).instanceId()).isEqualTo(ID);
        assertThat(launch(adopted).eni()).isEqualTo(ENI);
    }

    @Test
    void aRequestThatWasChangedSinceIsLookedForAndThenAnotherMachineTakesItsPlace() {
        is(requested());
        window = window(ORIGIN.replace("ami-0123456789abcdef0", "ami-0123456789abcdef1"));
        look.called("sunday/origin", "RUN", Duration.ofMinutes(5).minusNanos(1));
        assertThat(decision().action()).isEqualTo(Action.WAIT);
        assertThat(decision().reason()).contains("looked for by its token");

        look.called("sunday/origin", "RUN", Duration.ofMinutes(5));
        assertThat(decision().action()).isEqualTo(Action.RUN);
        assertThat(launch(decision()).attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"InsufficientInstanceCapacity, 1", "RequestLimitExceeded, 0"})
    void aRefusalIsTriedAgainAfterAWhileWithTheNextTypeWhereThatMayHelp(String code, int choice) {
        is(requested().refused(code));
        look.called("sunday/origin", "RUN", Duration.ofMinutes(1));

        LaunchDecision decision = decision();
        assertThat(decision.reason()).isEqualTo("its window is open; tried again after " + code);
        assertThat(launch(decision).generation()).isEqualTo(2);
        assertThat(launch(decision).attempt()).isEqualTo(1);
        assertThat(launch(decision).choice()).isEqualTo(choice);
        assertThat(launch(decision).refusals()).isEqualTo(1);
    }

    @Test
    void afterManyRefusalsItWaitsLonger() {
        SlotLaunch refused = requested();
        for (int i = 0; i < 12; i++) {
            refused = refused.refused("RequestLimitExceeded");
        }
        is(refused);
        look.called("sunday/origin", "RUN", Duration.ofSeconds(89));
        assertThat(decision().reason()).isEqualTo("a while after RequestLimitExceeded");

        look.called("sunday/origin", "RUN", Duration.ofMinutes(2));
        assertThat(decision().action()).isEqualTo(Action.RUN);
    }

    @ParameterizedTest
    @CsvSource({"TERMINATED", "SHUTTING_DOWN"})
    void oneThatWasTerminatedIsReplaced(InstanceState state) {
        is(requested().launched(ID, ENI));
        look.instance(state);
        assertThat(decision().action()).isEqualTo(Action.WAIT);
        assertThat(launch(decision()).phase()).isEqualTo(SlotLaunch.Phase.ENDED);

        is(launch(decision()));
        assertThat(decision().action()).isEqualTo(Action.RUN);
        assertThat(decision().reason()).isEqualTo("its window is open, and the one before is gone");
        assertThat(launch(decision()).attempt()).isEqualTo(2);
    }

    @Test
    void aMachineIsLeftToItsOwnRulesOnceItsInterfaceIsKnown() {
        is(requested().launched(ID, ""));
        look.instance(InstanceState.RUNNING).interfaceOf("eni-1", OTHER);
        assertThat(rules().opening(window)).isEmpty();

        look.interfaceOf(ENI, ID);
        assertThat(decision().action()).isEqualTo(Action.WAIT);
        assertThat(launch(decision()).eni()).isEqualTo(ENI);

        is(launch(decision()));
        assertThat(rules().opening(window)).isEmpty();
    }

    @Test
    void threeMachinesOfASlotMayBeLostAndThoseGivenUpDoNotCount() {
        lose(1);
        lose(2);
        assertThat(decision().action()).isEqualTo(Action.RUN);
        lose(3);
        assertThat(Optional.ofNullable(decision().ruleResult().problem()).map(Problem::code))
                .hasValue("WINDOW-125");

        is(SlotLaunch.requested("other", 1, 1, "token", "", 0, START)
                .launched("i-9", "")
                .ended(START.plusSeconds(70)));
        entry = entry.withScaling(new SlotScaling("other", SlotScaling.Direction.IN, START.plusSeconds(61), "calm"));
        assertThat(decision().action()).isEqualTo(Action.ALERT);
        entry = entry.withScaling(new SlotScaling("origin", SlotScaling.Direction.IN, START.plusSeconds(61), "calm"))
                .withScaling(new SlotScaling("origin", SlotScaling.Direction.OUT, START.plusSeconds(600), "busy"));
        assertThat(decision().action()).isEqualTo(Action.RUN);
    }

    /** Each runs for two minutes, the second from the first minute on. */
    private void lose(int attempt) {
        Instant begun = START.plusSeconds(attempt * 60L);
        is(SlotLaunch.requested("origin", attempt, 1, "token-" + attempt, "", 0, begun)
                .launched("i-" + attempt, "")
                .ended(begun.plusSeconds(30)));
    }

    /** One slot may run for one and a half times its window with its lead: 16 hours of 10 h 40 min. */
    @Test
    void allTogetherDoNotRunForMuchLongerThanTheWindow() {
        look.now = Look.END.minus(Duration.ofHours(6));
        ran(Duration.ofHours(10));
        assertThat(decision().action()).isEqualTo(Action.RUN);

        look.now = look.now.minusNanos(1000);
        assertThat(decision().action()).isEqualTo(Action.ALERT);
        assertThat(Objects.requireNonNull(decision().ruleResult().problem()).why())
                .contains("would run for 16 h together, and 16 h is the most");
    }

    private void ran(Duration length) {
        is(SlotLaunch.requested("origin", 1, 1, "token", "", 0, START)
                .launched(ID, "")
                .ended(START.plus(length)));
    }

    @Test
    void aSlotWaitsUntilTheOneBeforeRunsAndOneMoreForTheLoadOnlyForOtherSlots() {
        window = window(ORIGIN, REPEATERS);
        List<LaunchDecision> decisions = rules().opening(window);
        assertThat(decisions)
                .extracting(LaunchDecision::resource, LaunchDecision::action)
                .containsExactly(
                        tuple("sunday/origin", Action.RUN),
                        tuple("sunday/repeater-1", Action.WAIT),
                        tuple("sunday/repeater-2", Action.WAIT));
        assertThat(decisions.get(1).reason()).isEqualTo("waits for origin");

        is(launch(decisions.get(0)).launched(ID, ENI));
        look.instance(InstanceState.PENDING);
        assertThat(rules().opening(window)).extracting(LaunchDecision::action).containsOnly(Action.WAIT);
        look.instance(InstanceState.RUNNING);
        entry = entry.withScaling(new SlotScaling("repeater-3", SlotScaling.Direction.OUT, look.now, "busy"));
        assertThat(rules().opening(window))
                .extracting(LaunchDecision::action)
                .containsExactly(Action.RUN, Action.WAIT, Action.RUN);
        assertThat(rules().opening(window).get(2).reason()).isEqualTo("the load needs it");
    }

    @Test
    void afterTheEndAndWithoutADeclarationWhatHasNoAnswerIsLookedForAlone() {
        SlotLaunch requested = requested();
        assertThat(rules().closing()).isEmpty();
        is(requested);
        look.called("sunday/origin", "RUN", Duration.ofMinutes(5).minusNanos(1));
        assertThat(rules().closing()).extracting(LaunchDecision::action).containsExactly(Action.WAIT);
        assertThat(rules().opening(null)).extracting(LaunchDecision::action).containsExactly(Action.WAIT);

        look.called("sunday/origin", "RUN", Duration.ofMinutes(5));
        assertThat(launch(rules().closing().get(0)).phase()).isEqualTo(SlotLaunch.Phase.NEVER_SEEN);
        found.put(requested.clientToken(), new LaunchedInstance(ID, ENI, requested.clientToken()));
        assertThat(launch(rules().closing().get(0)).instanceId()).isEqualTo(ID);
    }

    @Test
    void whatHasNoAnswerInASlotThatIsNoLongerDeclaredIsLookedForToo() {
        is(SlotLaunch.requested("gone", 1, 1, "token", "", 0, START));
        look.called("sunday/gone", "RUN", Duration.ofMinutes(1));

        assertThat(rules().opening(window))
                .extracting(LaunchDecision::resource)
                .containsExactly("sunday/origin", "sunday/gone");
    }
}
