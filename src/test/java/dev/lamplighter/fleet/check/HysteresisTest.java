package dev.lamplighter.fleet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.fleet.InstanceHealth.Verdict;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HysteresisTest {
    /** Results: + passed, - failed. Verdicts: o OK, x IMPAIRED, ? UNKNOWN. */
    @ParameterizedTest
    @CsvSource({
        "1 of 1, 1 of 1, +-+-, oxox",
        "2 of 2, 2 of 2, --++, ?xxo",
        "2 of 3, 2 of 2, +-+-+, oooxx",
        "2 of 3, 2 of 2, +-++-, ooooo",
        "2 of 3, 2 of 2, --+-++, ?xxxxo",
        "3 of 5, 2 of 4, +--+-+-+, ooooxxxo",
        "2 of 2, 1 of 2, --+-, ?xoo",
        "3 of 3, 3 of 3, -, ?",
        "2 of 2, 2 of 3, ++--, ooox",
    })
    void turnsResultsIntoAVerdictThatDoesNotFlutter(String fails, String recovers, String results, String verdicts) {
        Hysteresis hysteresis = new Hysteresis(MOutOfNThreshold.parse(fails), MOutOfNThreshold.parse(recovers));
        String got = results.chars()
                .mapToObj(result -> letter(hysteresis.take(result == '+')))
                .collect(Collectors.joining());
        assertThat(got).isEqualTo(verdicts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 of 2", "0 of 2", "1 of 33", "2", "two of 3", "2of3", ""})
    void refusesAThresholdThatMakesNoSense(String written) {
        assertThatThrownBy(() -> MOutOfNThreshold.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aThresholdIsWrittenAsItIsRead() {
        assertThat(MOutOfNThreshold.parse("2 of 3")).hasToString("2 of 3").isEqualTo(new MOutOfNThreshold(2, 3));
    }

    private static String letter(Verdict verdict) {
        return switch (verdict) {
            case OK -> "o";
            case IMPAIRED -> "x";
            case UNKNOWN -> "?";
        };
    }
}
