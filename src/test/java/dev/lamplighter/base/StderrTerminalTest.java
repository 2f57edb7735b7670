package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class StderrTerminalTest {
    @Test
    void nothingIsRedrawnOnATerminalThatKnowsNoControlSequences() {
        assertThat(StderrTerminal.redraws(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(StderrTerminal.redraws(Map.of("TERM", "dumb"))).isFalse();
        assertThat(StderrTerminal.redraws(Map.of("TERM", ""))).isFalse();
        assertThat(StderrTerminal.redraws(Map.of())).isFalse();
    }

    @Test
    void aPictureIsDrawnNeitherThereNorForAUserWhoWantsNoColour() {
        assertThat(StdoutTerminal.draws(Map.of("TERM", "xterm"))).isTrue();
        assertThat(StdoutTerminal.draws(Map.of("TERM", "dumb"))).isFalse();
        assertThat(StdoutTerminal.draws(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
    }
}
