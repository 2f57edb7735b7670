package dev.lamplighter.cost.parquet.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalEncoderTest {
    private final DecimalEncoder form = new DecimalEncoder();

    private BigDecimal taken(String text) throws BadValueException {
        byte[] bytes = ("##" + text + "#").getBytes(StandardCharsets.UTF_8);
        form.take(bytes, 2, bytes.length - 3);
        assertThat(form.fixedLength()).isEqualTo(11);
        return new BigDecimal(DecimalEncoder.unscaled(form.bytes(), 0), 10);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0000004000, 0.0000004",
        "1.81E-8, 0.0000000181",
        "-1.772174E-4, -0.0001772174",
        "-7.0E-10, -0.0000000007",
        "2.5e+3, 2500",
        "-0.0, 0",
        "+12, 12",
        ".5, 0.5",
        "5., 5",
        "007, 7",
        "1.10000000000000000000, 1.1",
        "0e99, 0",
        "99999999999999.9999999999, 99999999999999.9999999999",
        "-99999999999999.9999999999, -99999999999999.9999999999",
        "9223372036854775807e-10, 922337203.6854775807",
        "1e13, 10000000000000",
        "0.00000000000000000000000000000000000001E37, 0.1",
    })
    void takesEveryWayAwsWritesNumbersExactly(String text, BigDecimal value) throws BadValueException {
        assertThat(taken(text)).isEqualByComparingTo(value);
    }

    @Test
    void takesAnAbsentNumberAsZero() throws BadValueException {
        taken("12");

        assertThat(taken("")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "1,5",
                "1 ",
                " 1",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "1e5.0",
                "--1",
                "0x10",
                "1_000",
                "1f",
                "$1",
                "1.2.3",
                "\u0661",
                "100000000000000",
                "-1e14",
                "1e-11",
                "0.00000000001",
                "1e999999999",
                "1e-999999999",
                "00000000000000000000000000000000000000000000000000000000000000001"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> taken(text))
                .isInstanceOfSatisfying(
                        BadValueException.class,
                        e -> assertThat(e.code().text()).isEqualTo("COST-016"));
    }

    @Test
    void agreesWithBigDecimal() throws BadValueException {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            BigDecimal value = new BigDecimal(new BigInteger(1 + random.nextInt(78), random), random.nextInt(11));
            value = random.nextBoolean() ? value.negate() : value;
            if (value.precision() - value.scale() <= 14) {
                String text = random.nextBoolean() ? value.toPlainString() : value.toString();
                assertThat(taken(text)).as("seed %d: %s", seed, text).isEqualByComparingTo(value);
            }
        }
    }
}
