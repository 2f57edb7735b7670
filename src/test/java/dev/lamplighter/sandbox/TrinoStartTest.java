package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TrinoStartTest {
    @Test
    void saysForHowManySecondsItHasBeenStarting() {
        assertThat(TrinoStart.inTerminal(Optional.of(Duration.ofMillis(14_900))))
                .isEqualTo("Trino is starting (14 s)");
        assertThat(TrinoStart.inTerminal(Optional.empty())).isEmpty();
    }
}
