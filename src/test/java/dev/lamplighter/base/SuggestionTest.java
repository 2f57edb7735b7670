package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for a typing error of which word, and other small texts. */
final class SuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "stat, start, 1, start",
        "sstart, start, 1, start",
        "stait, start, 1, start",
        "strat, start, 1, start",
        "START, start, 0, start",
        "sart, start, 0,",
        "strta, start, 1,",
        "tsarts, start, 1,",
        "tsarts, start, 2, start",
        "ab, ba, 1, ba",
        "abc, ca, 2,",
        "'', a, 1, a"
    })
    void aLetterTooManyMissingReplacedOrExchangedIsOneError(String written, String word, int tolerance, String near) {
        assertThat(Suggestion.nearest(written, List.of(word), tolerance).orElse(null))
                .isEqualTo(near);
    }

    @Test
    void theNearestIsSuggestedThenTheOneWithTheSameLettersThenTheFirst() {
        assertThat(Suggestion.nearest("strat", List.of("stat", "state", "start")))
                .hasValue("start");
        assertThat(Suggestion.nearest("ab", List.of("aa", "ba"))).hasValue("ba");
        assertThat(Suggestion.nearest("stopp", List.of("step", "stop"))).hasValue("stop");
        assertThat(Suggestion.nearest("pane", List.of("pan2", "pan1"))).hasValue("pan1");
    }

    @Test
    void aLongWordMayHaveMoreErrorsAndAShortOneTwo() {
        assertThat(Suggestion.nearest("ab", List.of("abcd"))).hasValue("abcd");
        assertThat(Suggestion.nearest("ab", List.of("abcde"))).isEmpty();
        assertThat(Suggestion.nearest("associate", List.of("associated12"))).hasValue("associated12");
        assertThat(Suggestion.nearest("associate", List.of("associated123"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 windows", "1, 1 window", "2, 2 windows"})
    void aNounFollowsItsNumber(long number, String text) {
        assertThat(CountText.of(number, "window")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "4, 0", "5, 1", "50, 10", "99, 19", "100, 20", "120, 20"})
    void aBarIsFullAtTheEndOnly(int percent, int done) {
        assertThat(ProgressBar.of(percent)).isEqualTo("[" + "#".repeat(done) + "-".repeat(20 - done) + "]");
    }

    @Test
    void numbersOfEightBytesBeginWithTheLowest() {
        byte[] bytes = new byte[10];

        LittleEndian.set(bytes, 1, 0x0102030405060708L);

        assertThat(bytes).containsExactly(0, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(LittleEndian.get(bytes, 1)).isEqualTo(0x0102030405060708L);
    }
}
