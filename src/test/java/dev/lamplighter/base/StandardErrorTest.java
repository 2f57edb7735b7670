package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class StandardErrorTest {
    @Test
    void nothingIsRedrawnOnATerminalThatKnowsNoControlSequences() {
        assertThat(StandardError.redraws(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(StandardError.redraws(Map.of("TERM", "dumb"))).isFalse();
        assertThat(StandardError.redraws(Map.of("TERM", ""))).isFalse();
        assertThat(StandardError.redraws(Map.of())).isFalse();
    }
}
