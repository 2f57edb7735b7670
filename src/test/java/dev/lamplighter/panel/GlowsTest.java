package dev.lamplighter.panel;

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

final class GlowsTest {
    private static final Rgb DOUBT = new Rgb(0x40, 0x40, 0x40);
    private static final List<Rhythm> WANTED = List.of(Rhythm.STEADY, Rhythm.PULSE, Rhythm.BLINK);

    @ParameterizedTest
    @CsvSource({"STEADY, 0", "PULSE, 3000", "BLINK, 1000", "SLOW_BLINK, 2000", "BREATH, 4000"})
    void comesBackAfterItsPeriodAndNotBefore(Rhythm rhythm, long period) {
        long start = 1_700_000_000_000L;
        long first = -1;
        for (long millis = 0; millis <= 8000; millis += 100) {
            boolean again = rhythm.step(start + millis) == rhythm.step(start)
                    && rhythm.step(start + millis - 1) != rhythm.step(start)
                    && millis > 0;
            first = first < 0 && again ? millis : first;
        }
        assertThat(first).isEqualTo(period == 0 ? -1 : period);
    }

    @ParameterizedTest
    @EnumSource(Rhythm.class)
    void staysAtItsStepExactlyUntilTheNext(Rhythm rhythm) {
        for (long millis : new long[] {0, 1, 99, 100, 499, 12_345, -1, -12_345}) {
            long next = rhythm.millisToNextStep(millis);
            assertThat(rhythm.step(millis + next - 1)).isEqualTo(rhythm.step(millis));
            if (rhythm != Rhythm.STEADY) {
                assertThat(rhythm.step(millis + next)).isNotEqualTo(rhythm.step(millis));
            }
        }
    }

    @Test
    void wantsAShadeForEveryStep() {
        assertThatThrownBy(() -> new Glow(Rhythm.BLINK, List.of(DOUBT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BLINK has 2 steps, got 1 shades");
    }

    @Test
    void makesEveryGlowOnce() {
        Glows glows = new Glows(Motion.FULL, DOUBT);
        Glow one = glows.of(new Rgb(1, 2, 3), Rhythm.PULSE, Freshness.FRESH);
        assertThat(glows.of(new Rgb(1, 2, 3), Rhythm.PULSE, Freshness.FRESH)).isSameAs(one);
    }

    /** Every shade of a stale light is darker than every lit shade of the fresh one, and a lost one has none of them. */
    @ParameterizedTest
    @EnumSource(Motion.class)
    void neverLooksFreshWhenItIsNot(Motion motion) {
        for (String name : List.of("seed", "safe")) {
            Palette palette = Palette.of(new Settings(Map.of("panel.palette", name), Path.of("/")));
            Glows glows = new Glows(motion, palette.of(InstanceState.UNKNOWN));
            for (InstanceState state : InstanceState.values()) {
                for (Rhythm rhythm : WANTED) {
                    Rgb colour = palette.of(state);
                    int fresh = glows.of(colour, rhythm, Freshness.FRESH).shades().stream()
                            .mapToInt(GlowsTest::light)
                            .filter(light -> light > 0)
                            .min()
                            .orElseThrow();
                    String as = name + " " + state + " " + rhythm;
                    assertThat(glows.of(colour, rhythm, Freshness.STALE).shades())
                            .as(as)
                            .allMatch(shade -> light(shade) < fresh);
                    assertThat(glows.of(colour, rhythm, Freshness.LOST).shades())
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
