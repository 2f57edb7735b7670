package dev.lamplighter.window.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long an instance is left after refusals. */
final class RetryBackoffTest {
    private static Duration after(String instance, int refusals, int types) {
        return RetryBackoff.after(
                new LastCall(instance, "START", Look.START),
                new InstanceStartAttempts(ClaimPhase.STARTING, 0, refusals, "InsufficientInstanceCapacity", 0),
                types);
    }

    @Test
    void withoutARefusalItIsNotWaited() {
        assertThat(after(Look.ID, 0, 1)).isZero();
    }

    /** Fifteen seconds, doubled up to two minutes, once all types were tried. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 15",
        "2, 1, 30",
        "3, 1, 60",
        "4, 1, 120",
        "5, 1, 120",
        "100, 1, 120",
        "1, 3, 15",
        "3, 3, 15",
        "4, 3, 30",
        "6, 3, 30",
        "7, 3, 60",
        "10, 3, 120",
        "13, 3, 120"
    })
    void theWaitDoublesUpToTwoMinutes(int refusals, int types, long seconds) {
        Set<Duration> waits = IntStream.range(0, 200)
                .mapToObj(i -> after("i-" + Integer.toHexString(i), refusals, types))
                .collect(Collectors.toSet());

        assertThat(waits)
                .allMatch(wait -> wait.toMillis() <= seconds * 1000)
                .allMatch(wait -> wait.toMillis() >= seconds * 750)
                .as("spread over the whole quarter")
                .anyMatch(wait -> wait.toMillis() > seconds * 980)
                .anyMatch(wait -> wait.toMillis() < seconds * 770)
                .hasSizeGreaterThan(150);
    }

    @Test
    void twoInstancesRefusedAlikeAreTriedAtDifferentTimesAndEachTryAtAnotherOne() {
        assertThat(after(Look.ID, 4, 1)).isNotEqualTo(after(Look.OTHER, 4, 1));
        assertThat(after(Look.ID, 5, 1)).isNotEqualTo(after(Look.ID, 6, 1));
        assertThat(after(Look.ID, 5, 1)).isEqualTo(after(Look.ID, 5, 1));
    }
}
