package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the width of a terminal comes from. */
final class TerminalWidthTest {
    @Test
    void theEnvironmentGoesFirstIfItIsANumber() {
        assertThat(TerminalWidth.columns(Map.of("COLUMNS", "132"))).contains(132);
        assertThat(TerminalWidth.columns(Map.of("COLUMNS", "0"))).isEmpty();
        assertThat(TerminalWidth.columns(Map.of("COLUMNS", "wide"))).isEmpty();
        assertThat(TerminalWidth.columns(Map.of())).isEmpty();
    }

    @Test
    void rowsAreThoseOfSttyToo() {
        assertThat(TerminalWidth.rowsOfSize("40 100\n")).contains(40);
        assertThat(TerminalWidth.rowsOfSize("0 0\n")).isEmpty();
        assertThat(TerminalWidth.rowsOfSize("")).isEmpty();
    }

    @Test
    void sttySaysRowsAndColumns() {
        assertThat(TerminalWidth.ofSize("24 100\n")).contains(100);
        assertThat(TerminalWidth.ofSize("0 0\n")).as("a line without a size").isEmpty();
        assertThat(TerminalWidth.ofSize("stty: standard input")).isEmpty();
    }
}
