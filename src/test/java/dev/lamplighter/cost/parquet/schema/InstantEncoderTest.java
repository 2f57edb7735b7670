package dev.lamplighter.cost.parquet.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstantEncoderTest {
    private final InstantEncoder form = new InstantEncoder();

    private Instant taken(String text) throws BadValueException {
        byte[] bytes = ("##" + text).getBytes(StandardCharsets.UTF_8);
        form.take(bytes, 2, bytes.length - 2);
        return Instant.ofEpochMilli(InstantEncoder.millis(form.bytes(), 0));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-01T00:00:00Z, 2025-02-01T00:00:00Z",
        "2025-02-01T23:59:59.123Z, 2025-02-01T23:59:59.123Z",
        "2024-02-29 12:30:00, 2024-02-29T12:30:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "2025-02-01 00:00:00.5, 2025-02-01T00:00:00.500Z",
        "2025-02-01 00:00:00.123000 UTC, 2025-02-01T00:00:00.123Z",
        "2025-02-01T00:00:00.000000000Z, 2025-02-01T00:00:00Z",
        "2025-02-01 10:00:00+00:00, 2025-02-01T10:00:00Z",
        "2025-02-01T10:00:00, 2025-02-01T10:00:00Z",
        "2025-02-01, 2025-02-01T00:00:00Z",
    })
    void areUtcHoweverTheyAreWritten(String text, Instant instant) throws BadValueException {
        assertThat(taken(text)).isEqualTo(instant);
    }

    @Test
    void mayBeAbsent() throws BadValueException {
        assertThat(form.take(new byte[0], 0, 0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "2025-02-1",
                "2025-02",
                "2025-02-01T",
                "2025-02-01T00:00",
                "2025-02-01T00:00:00+01:00",
                "2025-02-01 00:00:00z",
                "2025-02-29T00:00:00Z",
                "2025-13-01T00:00:00Z",
                "2025-02-01T24:00:00Z",
                "2025-02-01T00:00:60Z",
                "2025-02-01T00:00:00.Z",
                "2025-02-01T00:00:00.0001Z",
                "2025-02-01T00:00:00.0000000000Z",
                "20250201T000000Z",
                "02/01/2025",
                "x025-02-01T00:00:00Z",
                "2025-02-01t00:00:00z",
                "null"
            })
    void areNothingElse(String text) {
        assertThatThrownBy(() -> taken(text))
                .isInstanceOfSatisfying(
                        BadValueException.class,
                        e -> assertThat(e.code().text()).isEqualTo("COST-017"));
    }
}
