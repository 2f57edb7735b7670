package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VisibleTextTest {
    /** Code point, and how it is shown; a zero-width joiner is one, too. */
    @ParameterizedTest
    @CsvSource({
        "0x202E, '\\u202E'",
        "0x200B, '\\u200B'",
        "0x001B, '\\u001B'",
        "0x0007, '\\u0007'",
        "0x009B, '\\u009B'",
        "0xFEFF, '\\uFEFF'",
        "0x00AD, '\\u00AD'",
        "0xE0001, '\\uDB40\\uDC01'",
        "0xD800, '\\uD800'",
        "0x000D, ' '",
        "0x000A, ' '",
        "0x2028, ' '",
        "0x1F4A1, '\uD83D\uDCA1'",
        "0x00E9, '\u00E9'",
        "0x0041, A",
    })
    void showsWhatATerminalObeysOrHides(String codePoint, String shown) {
        String text = "a" + Character.toString(Integer.decode(codePoint)) + "b";

        assertThat(VisibleText.of(text)).isEqualTo("a" + shown + "b");
    }

    @Test
    void keepsEndsOfLinesAndTabsOfSeveralLines() {
        assertThat(VisibleText.ofLines("a\tb\nc\u202Ed\r\n")).isEqualTo("a\tb\nc\\u202Ed\\u000D\n");
        assertThat(VisibleText.of(null)).isEqualTo("null");
    }
}
