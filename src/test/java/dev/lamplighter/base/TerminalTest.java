package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void nothingIsRedrawnOnATerminalThatKnowsNoControlSequences() {
        assertThat(Terminal.redraws(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Terminal.redraws(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.redraws(Map.of("TERM", ""))).isFalse();
        assertThat(Terminal.redraws(Map.of())).isFalse();
    }

    @Test
    void aPictureIsDrawnNeitherThereNorForAUserWhoWantsNoColour() {
        assertThat(Terminal.draws(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.draws(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.draws(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    }
}
