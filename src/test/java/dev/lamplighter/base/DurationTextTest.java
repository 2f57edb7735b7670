package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 min, 0 min, 0 s",
        "PT20S, 20 s, 20 s, 20 s",
        "PT59.9S, 59 s, 59 s, 59 s",
        "PT2M, 2 min, 2 min, 2 min",
        "PT2H, 2 h, 2 h, 2 h",
        "PT5M, 5 min, 5 min, 5 min",
        "PT1H30M, 1 h 30 min, 1 h 30 min, 90 min",
        "PT1H29M31S, 1 h 29 min 31 s, 1 h 30 min, 89 min",
        "PT1H29M29S, 1 h 29 min 29 s, 1 h 29 min, 89 min",
        "PT48H, 2 d, 48 h, 2 d",
        "PT47H59M, 1 d 23 h 59 min, 47 h 59 min, 47 h"
    })
    void aLengthIsReadAloudAsItIsWritten(Duration length, String words, String sum, String age) {
        assertThat(DurationText.words(length)).isEqualTo(words);
        assertThat(DurationText.hoursAndMinutes(length)).isEqualTo(sum);
        assertThat(DurationText.rough(length)).isEqualTo(age);
    }

    @ParameterizedTest
    @CsvSource({"PT20S, 20s", "PT5M, 5m", "PT1H30M, 1h30m", "PT24H, 1d", "PT744H, 31d", "PT25H, 25h", "PT0S, 0s"})
    void whatIsWrittenForAFileIsReadFromIt(Duration length, String written) {
        assertThat(DurationText.written(length)).isEqualTo(written);
        assertThat(Settings.parseDuration(written)).isEqualTo(length);
    }
}
