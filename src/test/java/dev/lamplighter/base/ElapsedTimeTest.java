package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ages by two clocks, and the clock that goes on however the wall clock is set. */
final class ElapsedTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ElapsedTime elapsedTime = new ElapsedTime(wall::get, nanos::get);

    @ParameterizedTest
    @CsvSource({
        "PT30S, PT30S, PT30S",
        "-PT2H, PT30S, PT30S",
        "PT3H, PT0S, PT3H",
        "PT3H, PT30S, PT3H",
        "PT0S, PT1M, PT1M"
    })
    void anAgeIsTheLargerOfWhatBothClocksSay(Duration byWall, Duration byNanos, Duration expected) {
        ElapsedTime.Moment then = elapsedTime.now();
        wall.set(NOON.plus(byWall));
        nanos.addAndGet(byNanos.toNanos());

        assertThat(elapsedTime.since(then)).isEqualTo(expected);
    }

    @Test
    void aSteadyClockGoesOnAsTimeDoes() {
        MonotonicClock steady = new MonotonicClock(wall::get, nanos::get);
        wall.set(NOON.minus(Duration.ofHours(2)));
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        assertThat(steady.instant()).isEqualTo(NOON.plusSeconds(7));
    }
}
