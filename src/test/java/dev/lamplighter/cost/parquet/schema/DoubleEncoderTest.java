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

final class DoubleEncoderTest {
    private static final long SEED = 20260701;

    private static double taken(String text) throws BadValueException {
        DoubleEncoder form = new DoubleEncoder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        form.take(bytes, 0, bytes.length);
        return DoubleEncoder.value(form.bytes(), 0);
    }

    @Test
    void findsEveryDecimalOfFifteenDigitsAgain() throws BadValueException {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long digits = random.nextLong(999_999_999_999_999L) * (random.nextBoolean() ? 1 : -1);
            BigDecimal decimal = new BigDecimal(BigInteger.valueOf(digits), random.nextInt(-5, 25));

            assertThat(DoubleEncoder.decimal(taken(decimal.toString())))
                    .as("seed %d, number %d", SEED, i)
                    .isEqualByComparingTo(decimal);
        }
    }

    @Test
    void namesEveryDoubleByADecimalThatIsIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            double value = random.nextDouble() / 3 * Math.pow(10, random.nextInt(-12, 12));

            assertThat(DoubleEncoder.decimal(value).doubleValue())
                    .as("seed %d, number %d", SEED, i)
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0.0", "-0.0, 0.0", ".5, 0.5", "+1, 1.0", "-7.0E-10, -7.0E-10", "0.0000004000, 4.0E-7"})
    void readsWhatAwsWrites(String text, double value) throws BadValueException {
        assertThat(Double.doubleToLongBits(taken(text))).isEqualTo(Double.doubleToLongBits(value));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "1e999", "1e-999", "12x", "' 1'", "0.12345678901234567891"})
    void refusesWhatNoDoubleIs(String text) {
        assertThatThrownBy(() -> taken(text))
                .isInstanceOf(BadValueException.class)
                .extracting(e -> ((BadValueException) e).code().text())
                .isEqualTo("COST-016");
    }
}
