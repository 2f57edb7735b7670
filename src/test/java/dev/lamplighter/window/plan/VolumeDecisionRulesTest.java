package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.ec2.DescribedVolume;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every place where a volume can be. */
final class VolumeDecisionRulesTest {
    private static final String VOLUME = "vol-0123456789abcdef0";
    private final Look look = Look.at(Look.START.plus(Duration.ofHours(1))).instance(InstanceState.RUNNING);
    private Optional<Map<String, DescribedVolume>> described = Optional.of(Map.of());

    private VolumeDecision decision() {
        return new VolumeDecisionRules(look.situation(), look.entry(), described)
                .decide(new WindowVolume(VOLUME, ID, "/dev/sdf"));
    }

    private void volume(String state, @Nullable String instanceId, @Nullable String device) {
        described = Optional.of(Map.of(VOLUME, new DescribedVolume(VOLUME, state, instanceId, device)));
    }

    @ParameterizedTest
    @CsvSource({
        "available, , , ATTACH",
        "creating, , , WAIT",
        "in-use, , , WAIT",
        "deleting, , , ALERT",
        "in-use, i-0123456789abcdef0, /dev/sdf, NONE",
        "in-use, i-0123456789abcdef0, /dev/sdg, ALERT",
        "in-use, i-0123456789abcdef1, /dev/sdf, ALERT"
    })
    void eachPlaceOfAVolumeHasItsAnswer(String state, String instanceId, String device, Action action) {
        volume(state, instanceId, device);

        assertThat(decision().action()).isEqualTo(action);
        assertThat(decision().resource()).isEqualTo(VOLUME);
        assertThat(decision().window()).isEqualTo("sunday");
        assertThat(Optional.ofNullable(decision().ruleResult().problem()).map(Problem::code))
                .isEqualTo(action == Action.ALERT ? Optional.of("WINDOW-120") : Optional.empty());
    }

    @Test
    void whoHasItIsTold() {
        volume("in-use", OTHER, "/dev/sdf");
        assertThat(decision().reason()).contains("attached to " + OTHER + " as /dev/sdf");

        volume("in-use", ID, "/dev/sdg");
        assertThat(decision().reason()).contains("attached as /dev/sdg").contains("/dev/sdf is wanted");
    }

    @Test
    void theInstanceBeforeInItsSlotHasItUntilItIsGone() {
        look.launchedAnother("origin", Look.START).launched("origin", Look.START);
        volume("in-use", OTHER, "/dev/sdf");
        assertThat(decision().action()).isEqualTo(Action.WAIT);
        assertThat(decision().reason()).isEqualTo("the instance before has it until it is gone");

        volume("in-use", ID, "/dev/sdf");
        assertThat(decision().action()).isEqualTo(Action.NONE);
    }

    @Test
    void whatIsNotListedIsAnAlertAndWhatCannotBeSeenIsNot() {
        assertThat(decision().action()).isEqualTo(Action.ALERT);

        described = Optional.empty();
        assertThat(decision().action()).isEqualTo(Action.WAIT);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, WAIT", "STOPPED, WAIT", "RUNNING, ATTACH"})
    void itWaitsForItsInstance(InstanceState state, Action action) {
        volume("available", null, null);
        look.instance(state);

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"60, 20000, ATTACH", "61, 20000, WAIT", "60, 19999, WAIT"})
    void itIsAttachedOnFreshDataAndNotTwiceInTwentySeconds(long age, long calledMillisAgo, Action action) {
        volume("available", null, null);
        look.aged(Duration.ofSeconds(age)).called(VOLUME, "ATTACH", Duration.ofMillis(calledMillisAgo));

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void aDecisionThatWaitsIsAboutTheSameVolume() {
        VolumeDecision waiting = decision().waiting("later", look.entry());

        assertThat(waiting.resource()).isEqualTo(VOLUME);
        assertThat(waiting.action()).isEqualTo(Action.WAIT);
    }
}
