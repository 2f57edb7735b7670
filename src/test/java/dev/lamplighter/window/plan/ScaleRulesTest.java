package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.load.LoadQuestion;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.load.SlotLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of two to four repeaters are wanted at 15:30, by the CPU of those that run since 14:30. */
final class ScaleRulesTest {
    private static final LoadLimit CPU = LoadLimit.cpu(75);
    private static final Instant NOW = START.plus(Duration.ofHours(1));
    private static final StreamingWindow WINDOW = LaunchRulesTest.window(
            LaunchRulesTest.ORIGIN,
            "{slot: repeater, count: 2..4, scale: {cpu: 75, warmup: 3m}, image: ami-0123456789abcdef0, type: c7i.large}");

    private final Look look = Look.at(NOW);
    private final LoadReadings readings = new LoadReadings();
    private final Map<String, Map<Instant, Double>> values = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private OccurrenceRecord entry = look.entry();

    @BeforeEach
    void two() {
        launched(1, START);
        launched(2, START);
    }

    private void launched(int number, Instant at) {
        entry = entry.withLaunch(SlotLaunch.requested("repeater-" + number, 1, 1, "token-" + number, "", 0, at)
                .launched("i-" + number, ""));
        look.instance("i-" + number, InstanceState.RUNNING, at, null);
    }

    private void scaled(int number, SlotScaling.Direction direction, Instant at) {
        entry = entry.withScaling(new SlotScaling("repeater-" + number, direction, at, "so"));
    }

    private void out(int number, Instant at) {
        scaled(number, SlotScaling.Direction.OUT, at);
        launched(number, at);
    }

    private void load(double cpu, int... machines) {
        for (int machine : machines) {
            for (int ago = 2; ago < 22; ago++) {
                values.computeIfAbsent("i-" + machine, id -> new HashMap<>()).put(NOW.minusSeconds(60L * ago), cpu);
            }
        }
    }

    private ScaleDecision decision() {
        put(SlotLoad.of(NOW, Map.of(CPU, values)));
        return unasked();
    }

    private void put(SlotLoad load) {
        readings.put(
                new LoadQuestion(
                        "sunday", START, "repeater", AccountRegion.OWN, List.of(CPU), List.of("i-1"), START, NOW),
                load);
    }

    private ScaleDecision unasked() {
        List<ScaleDecision> decisions =
                new ScaleRules(look.situation(), entry, readings, held::contains).decide(WINDOW);
        assertThat(decisions).hasSize(1);
        assertThat(decisions.get(0).resource()).isEqualTo("sunday/repeater");
        return decisions.get(0);
    }

    private String words() {
        return decision()
                .slotScaling()
                .map(SlotScaling::words)
                .orElse(decision().reason());
    }

    @Test
    void oneMoreIsLaunchedWhileTheLoadIsAtTheLimit() {
        load(75, 1, 2);
        assertThat(words()).isEqualTo("scaled out to repeater-3");
        assertThat(decision().reason())
                .isEqualTo("2 of 2..4 at 75 % CPU (limit 75) in two of the last three minutes: one more, repeater-3");

        look.aged(Duration.ofSeconds(61));
        assertThat(words()).isEqualTo("2 of 2..4, no load is known yet");
    }

    @Test
    void betweenTheLimitsAllStaysAsItIs() {
        load(70, 1, 2);

        assertThat(words()).isEqualTo("2 of 2..4 at 70 % CPU (limit 75)");
    }

    @Test
    void oneMoreFollowsOnceTheOneBeforeIsWarmAndNoMoreThanTheMost() {
        load(90, 1, 2, 3, 4);
        out(3, NOW.minus(Duration.ofMinutes(3)).plusNanos(1000));
        assertThat(words()).endsWith("waits until repeater-3 has warmed up");
        entry = look.entry();
        two();
        out(3, NOW.minus(Duration.ofMinutes(4)));
        assertThat(words()).isEqualTo("scaled out to repeater-4");

        out(4, NOW.minus(Duration.ofMinutes(4)));
        assertThat(words()).isEqualTo("4 of 2..4 at 90 % CPU (limit 75), and more are not allowed");
    }

    @Test
    void nothingMoreIsLaunchedThatWouldBeWarmOnlyAfterTheEnd() {
        load(90, 1, 2);
        entry = entry.withEnd(NOW.plus(Duration.ofMinutes(3)));
        assertThat(words()).endsWith("the window ends before one more has warmed up");

        entry = entry.withEnd(NOW.plus(Duration.ofMinutes(3)).plusNanos(1));
        assertThat(words()).isEqualTo("scaled out to repeater-3");
    }

    @Test
    void theNewestOfThoseForTheLoadAloneIsGivenUpAndTheOneThatIsHeldIsNot() {
        out(3, NOW.minus(Duration.ofMinutes(40)));
        out(4, NOW.minus(Duration.ofMinutes(30)));
        load(5, 1, 2, 3, 4);
        assertThat(words()).isEqualTo("scaled in, without repeater-4");
        held.add("i-4");
        assertThat(words()).isEqualTo("scaled in, without repeater-3");
        held.add("i-3");
        assertThat(words()).endsWith("and what could be given up is held on");
    }

    @Test
    void theMinimumStays() {
        load(5, 1, 2);

        assertThat(words()).isEqualTo("2 of 2..4 at 5 % CPU (limit 75)");
    }

    @Test
    void oneIsGivenUpAtATimeAndTheNextOneWaitsUntilItHasDrained() {
        out(3, NOW.minus(Duration.ofMinutes(50)));
        out(4, NOW.minus(Duration.ofMinutes(40)));
        scaled(4, SlotScaling.Direction.IN, NOW.minus(Duration.ofMinutes(30)));
        load(5, 1, 2, 3);
        assertThat(words()).endsWith(", repeater-4 drains");

        held.add("i-4");
        assertThat(words()).isEqualTo("scaled in, without repeater-3");
        load(90, 1, 2, 3);
        assertThat(words()).endsWith("waits until one of them has drained");
    }

    @Test
    void aMachineThatDoesNotRunDoesNotCount() {
        out(3, NOW.minus(Duration.ofMinutes(40)));
        load(90, 3);
        load(10, 1, 2);
        look.instance("i-3", InstanceState.STOPPED, START, null);

        assertThat(words()).startsWith("3 of 2..4 at 10 % CPU");
    }

    @ParameterizedTest
    @CsvSource({"780, false", "779, true"})
    void whatHasNoValueForTenMinutesAfterItIsWarmIsTold(long ago, boolean isQuiet) {
        load(10, 1, 2);
        out(3, NOW.minusSeconds(ago));

        ScaleDecision decision = decision();

        assertThat(decision.action()).isEqualTo(isQuiet ? Action.NONE : Action.ALERT);
        if (!isQuiet) {
            assertThat(decision.severity()).isEqualTo(AlertSeverity.WARN);
            assertThat(problem(decision).code()).isEqualTo("WINDOW-197");
            assertThat(problem(decision).why()).contains("CPUUtilization in AWS/EC2 of i-3");
            assertThat(problem(decision).fix()).startsWith("see in JMX");
        }
    }

    private static Problem problem(ScaleDecision decision) {
        return Objects.requireNonNull(decision.ruleResult().problem());
    }

    @ParameterizedTest
    @CsvSource({"AccessDenied, ERROR, allow cloudwatch", "InternalServiceFault, WARN, check the network"})
    void aCloudWatchThatCanNotBeAskedIsTold(String code, AlertSeverity severity, String fix) {
        put(SlotLoad.failed(NOW, code, "refused"));

        assertThat(unasked().action()).isEqualTo(Action.ALERT);
        assertThat(unasked().severity()).isEqualTo(severity);
        assertThat(problem(unasked()).fix()).startsWith(fix);
    }

    @Test
    void withoutAnAnswerNothingChanges() {
        assertThat(unasked().reason()).isEqualTo("2 of 2..4, no load is known yet");
        entry = look.entry();
        launched(1, NOW.minus(Duration.ofMinutes(5)));
        launched(2, NOW.minus(Duration.ofMinutes(5)));
        assertThat(words()).isEqualTo("2 of 2..4, no load is known yet");
    }

    @Test
    void valuesOfLongAgoAreNone() {
        load(10, 1, 2);
        Objects.requireNonNull(values.get("i-2")).keySet().removeIf(minute -> minute.isAfter(NOW.minusSeconds(600)));

        assertThat(problem(decision()).code()).isEqualTo("WINDOW-197");
    }

    @Test
    void minutesFromBeforeTheLastChangeOfItsOwnSlotDoNotCount() {
        load(90, 1, 2);
        scaled(9, SlotScaling.Direction.OUT, NOW);
        assertThat(words()).isEqualTo("scaled out to repeater-3");

        load(90, 3);
        launched(3, NOW.minus(Duration.ofMinutes(9)));
        scaled(3, SlotScaling.Direction.OUT, NOW.minusSeconds(150));
        assertThat(words()).isEqualTo("3 of 2..4 at 90 % CPU (limit 75)");
    }

    private void gone(int number, int attempt) {
        entry = entry.withLaunch(SlotLaunch.requested(
                        "repeater-" + number, attempt, 1, "t" + attempt, "", 0, START.plusSeconds(attempt * 60L))
                .launched("i-" + number + attempt, "")
                .ended(START.plusSeconds(attempt * 60L + 50)));
    }

    @Test
    void aPlaceIsFreeAgainOnceItsMachineIsGoneAndNotWhileEc2MayStillLaunchIt() {
        load(90, 1, 2);
        gone(3, 1);
        scaled(3, SlotScaling.Direction.IN, START.plusSeconds(100));
        assertThat(words()).isEqualTo("scaled out to repeater-3");

        entry = entry.withLaunch(SlotLaunch.requested("repeater-3", 2, 1, "t2", "", 0, START.plusSeconds(90)));
        assertThat(words()).isEqualTo("scaled out to repeater-4");
    }

    @Test
    void machinesThatWereGivenUpAreNotLost() {
        load(90, 1, 2);
        for (int attempt = 1; attempt <= 3; attempt++) {
            scaled(3, SlotScaling.Direction.IN, START.plusSeconds(attempt * 60L + 10));
            gone(3, attempt);
        }
        scaled(3, SlotScaling.Direction.OUT, NOW.minus(Duration.ofMinutes(20)));

        assertThat(words()).endsWith("waits until repeater-3 has warmed up");
    }

    @Test
    void whereThreeWereLostNoMoreAreLaunched() {
        load(90, 1, 2);
        for (int attempt = 1; attempt <= 3; attempt++) {
            gone(3, attempt);
        }
        scaled(3, SlotScaling.Direction.IN, START.plusSeconds(600));

        assertThat(problem(decision()).code()).isEqualTo("WINDOW-125");
        assertThat(decision().severity()).isEqualTo(AlertSeverity.ERROR);
    }

    @Test
    void aMachineThatWasLostThreeTimesIsNotWaitedFor() {
        scaled(3, SlotScaling.Direction.OUT, START);
        load(90, 1, 2);
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(words()).endsWith("waits until repeater-3 has warmed up");
            entry = entry.withLaunch(SlotLaunch.requested("repeater-3", attempt, 1, "t" + attempt, "", 0, START)
                    .launched("i-3" + attempt, "")
                    .ended(START.plusSeconds(60)));
        }

        assertThat(words()).isEqualTo("scaled out to repeater-4");
    }
}
