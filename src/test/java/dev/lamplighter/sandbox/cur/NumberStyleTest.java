package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberStyleTest {
    private static final long SEED = 20250201;

    @ParameterizedTest
    @CsvSource({
        "0, 0.0, 0.0000000000",
        "1, 1.0, 1.0000000000",
        "0.0000000007, 7.0E-10, 0.0000000007",
        "-0.0000000007, -7.0E-10, -0.0000000007",
        "-0.0001772174, -1.772174E-4, -0.0001772174",
        "0.001, 0.001, 0.0010000000",
        "0.0009999999, 9.999999E-4, 0.0009999999",
        "2630, 2630.0, 2630.0000000000",
        "9999999, 9999999.0, 9999999.0000000000",
        "10000000, 1.0E7, 10000000.0000000000",
        "12345678.5, 1.23456785E7, 12345678.5000000000",
        "0.02, 0.02, 0.0200000000"
    })
    void writesAmountsAsTheirTime(String amount, String today, String in2018) {
        assertThat(NumberStyle.JAVA_DOUBLE.text(FixedPointDecimals.of(amount))).isEqualTo(today);
        assertThat(NumberStyle.TEN_DECIMALS.text(FixedPointDecimals.of(amount))).isEqualTo(in2018);
    }

    @Test
    void writesWhatDoubleToStringWritesUpToFifteenDigits() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            long magnitude = (long) Math.pow(10, random.nextInt(16));
            long amount = random.nextLong() % magnitude;
            assertThat(NumberStyle.JAVA_DOUBLE.text(amount))
                    .as("amount %d of seed %d", amount, SEED)
                    .isEqualTo(Double.toString(
                            FixedPointDecimals.toBigDecimal(amount).doubleValue()));
        }
    }

    @Test
    void multipliesAsBigDecimalDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200_000; i++) {
            long a = random.nextLong() % (100_000 * FixedPointDecimals.ONE);
            long b = random.nextLong() % (1_000 * FixedPointDecimals.ONE);
            BigDecimal product = FixedPointDecimals.toBigDecimal(a)
                    .multiply(FixedPointDecimals.toBigDecimal(b))
                    .setScale(FixedPointDecimals.SCALE, RoundingMode.HALF_UP);
            assertThat(FixedPointDecimals.toBigDecimal(FixedPointDecimals.multiply(a, b)))
                    .as("%d x %d of seed %d", a, b, SEED)
                    .isEqualTo(product);
        }
    }
}
