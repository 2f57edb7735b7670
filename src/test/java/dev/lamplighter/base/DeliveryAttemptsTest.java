package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a notice that couldn't be passed on is tried again. */
final class DeliveryAttemptsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:30:00Z");

    private static DeliveryAttempts after(int tries) {
        DeliveryAttempts tried = DeliveryAttempts.NONE;
        for (int i = 0; i < tries; i++) {
            tried = tried.next(NOW);
        }
        return tried;
    }

    /** Ten seconds, doubled up to 640. */
    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "6, 320", "7, 640", "8, 640", "100, 640"})
    void eachPauseIsTwiceTheOneBeforeUpToTenMinutes(int tries, long seconds) {
        DeliveryAttempts tried = after(tries);

        assertThat(tried.isDue(NOW.plusSeconds(seconds).minusMillis(1))).isFalse();
        assertThat(tried.isDue(NOW.plusSeconds(seconds))).isTrue();
    }

    @Test
    void aNewNoticeIsDue() {
        assertThat(DeliveryAttempts.NONE.isDue(NOW)).isTrue();
    }

    @Test
    void aClockThatWasSetBackHoldsUpNothing() {
        DeliveryAttempts tried = after(7);

        assertThat(tried.isDue(NOW)).as("just within the longest pause").isFalse();
        assertThat(tried.isDue(NOW.minusMillis(1))).isTrue();
        assertThat(tried.isDue(NOW.minus(Duration.ofHours(1)))).isTrue();
    }
}
