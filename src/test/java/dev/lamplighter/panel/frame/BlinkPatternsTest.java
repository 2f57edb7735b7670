package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.InstanceState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BlinkPatternsTest {
    private static final Rgb DOUBT = new Rgb(0x40, 0x40, 0x40);
    private static final List<BlinkTiming> WANTED = List.of(BlinkTiming.STEADY, BlinkTiming.PULSE, BlinkTiming.BLINK);

    @ParameterizedTest
    @CsvSource({"STEADY, 0", "PULSE, 3000", "BLINK, 1000", "SLOW_BLINK, 2000", "BREATH, 4000"})
    void comesBackAfterItsPeriodAndNotBefore(BlinkTiming blinkTiming, long period) {
        long start = 1_700_000_000_000L;
        long first = -1;
        for (long millis = 0; millis <= 8000; millis += 100) {
            boolean again = blinkTiming.step(start + millis) == blinkTiming.step(start)
                    && blinkTiming.step(start + millis - 1) != blinkTiming.step(start)
                    && millis > 0;
            first = first < 0 && again ? millis : first;
        }
        assertThat(first).isEqualTo(period == 0 ? -1 : period);
    }

    @ParameterizedTest
    @EnumSource(BlinkTiming.class)
    void staysAtItsStepExactlyUntilTheNext(BlinkTiming blinkTiming) {
        for (long millis : new long[] {0, 1, 99, 100, 499, 12_345, -1, -12_345}) {
            long next = blinkTiming.millisToNextStep(millis);
            assertThat(blinkTiming.step(millis + next - 1)).isEqualTo(blinkTiming.step(millis));
            if (blinkTiming != BlinkTiming.STEADY) {
                assertThat(blinkTiming.step(millis + next)).isNotEqualTo(blinkTiming.step(millis));
            }
        }
    }

    @Test
    void wantsAShadeForEveryStep() {
        assertThatThrownBy(() -> new BlinkPattern(BlinkTiming.BLINK, List.of(DOUBT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BLINK has 2 steps, got 1 shades");
    }

    @Test
    void makesEveryGlowOnce() {
        BlinkPatterns blinkPatterns = new BlinkPatterns(MotionLevel.FULL, DOUBT);
        BlinkPattern one = blinkPatterns.of(new Rgb(1, 2, 3), BlinkTiming.PULSE, Freshness.FRESH);
        assertThat(blinkPatterns.of(new Rgb(1, 2, 3), BlinkTiming.PULSE, Freshness.FRESH))
                .isSameAs(one);
    }

    /** Every shade of a stale light is darker than every lit shade of the fresh one, and a lost one has none of them. */
    @ParameterizedTest
    @EnumSource(MotionLevel.class)
    void neverLooksFreshWhenItIsNot(MotionLevel motion) {
        for (String name : List.of("classic", "safe")) {
            Palette palette = Palette.of(new Settings(Map.of("panel.palette", name), Path.of("/")));
            BlinkPatterns blinkPatterns = new BlinkPatterns(motion, palette.of(InstanceState.UNKNOWN));
            for (InstanceState state : InstanceState.values()) {
                for (BlinkTiming blinkTiming : WANTED) {
                    Rgb colour = palette.of(state);
                    int fresh = blinkPatterns.of(colour, blinkTiming, Freshness.FRESH).shades().stream()
                            .mapToInt(BlinkPatternsTest::light)
                            .filter(light -> light > 0)
                            .min()
                            .orElseThrow();
                    String as = name + " " + state + " " + blinkTiming;
                    assertThat(blinkPatterns
                                    .of(colour, blinkTiming, Freshness.STALE)
                                    .shades())
                            .as(as)
                            .allMatch(shade -> light(shade) < fresh);
                    assertThat(blinkPatterns
                                    .of(colour, blinkTiming, Freshness.LOST)
                                    .shades())
                            .as(as)
                            .allMatch(shade -> light(shade) < fresh || shade.equals(palette.of(InstanceState.UNKNOWN)));
                }
            }
        }
    }

    private static int light(Rgb colour) {
        return colour.red() + colour.green() + colour.blue();
    }
}
