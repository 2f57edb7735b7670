package dev.lamplighter.window.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.SimulatedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a wall clock may be off time itself between two passes. */
final class ClockWatchTest {
    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:00:00Z");
    private final ClockWatch watch = new ClockWatch(clock, clock::nanoTime);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 59, -59, 60, -60})
    void aMinuteIsNoStep(long seconds) {
        watch.jump();
        clock.pass(Duration.ofSeconds(30));
        clock.jump(Duration.ofSeconds(seconds));

        assertThat(watch.jump()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {61, -61, 3599, -3600, 5999, -6001, 86_400, -86_400})
    void moreThanAMinuteIsAStepForwardOrBack(long seconds) {
        watch.jump();
        clock.pass(Duration.ofSeconds(30));
        clock.jump(Duration.ofSeconds(seconds));

        assertThat(watch.jump()).contains(Duration.ofSeconds(seconds));
        assertThat(watch.jump()).isEmpty();
    }

    @Test
    void aMachineThatSleptMoreThanAMinuteIsAStep() {
        watch.jump();
        clock.sleep(Duration.ofSeconds(61));

        assertThat(watch.jump()).contains(Duration.ofSeconds(61));
    }

    @Test
    void timeThatPassesIsNoStepHoweverLong() {
        watch.jump();
        clock.pass(Duration.ofDays(400));

        assertThat(watch.jump()).isEmpty();
    }

    @Test
    void theFirstLookHasNothingToCompareWith() {
        clock.jump(Duration.ofHours(2));

        assertThat(watch.jump()).isEmpty();
    }
}
