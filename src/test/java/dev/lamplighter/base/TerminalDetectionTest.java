package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalDetectionTest {
    @Test
    void nothingIsRedrawnOnATerminalThatKnowsNoControlSequences() {
        assertThat(TerminalDetection.redraws(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(TerminalDetection.redraws(Map.of("TERM", "dumb"))).isFalse();
        assertThat(TerminalDetection.redraws(Map.of("TERM", ""))).isFalse();
        assertThat(TerminalDetection.redraws(Map.of())).isFalse();
    }
}
