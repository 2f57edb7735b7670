package dev.lamplighter.cost.answer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a column of an answer, and writes its values for people.
 *
 * @param description what the query's header says of it; empty if nothing
 */
public record AnswerColumn(String name, String description) {
    /** The kinds of value, told apart by the description. */
    public enum Kind {
        TEXT,
        /** A sum of costs or units: rounded to hundredths. */
        AMOUNT,
        /** A share from 0 to 1: shown in percent. */
        SHARE,
        /** A number that is in percent already. */
        PERCENT,
        /** Any other quotient. */
        NUMBER
    }

    public Kind kind() {
        if (description.contains("exact decimal")) {
            return Kind.AMOUNT;
        }
        if (!description.contains("double")) {
            return Kind.TEXT;
        }
        if (description.contains("percent")) {
            return Kind.PERCENT;
        }
        return name.endsWith("_share") || description.contains("double in 0..1") ? Kind.SHARE : Kind.NUMBER;
    }

    @JsonIgnore
    public boolean isNumeric() {
        return kind() != Kind.TEXT;
    }

    /** The value for people; empty if there is none, unchanged if it isn't a number. */
    public String shown(@Nullable String value) {
        if (value == null) {
            return "";
        }
        return RoundedNumber.parse(value).map(number -> shown(value, number)).orElse(value);
    }

    private String shown(String value, BigDecimal number) {
        return switch (kind()) {
            case TEXT -> value;
            case AMOUNT, NUMBER -> RoundedNumber.amount(number);
            case SHARE -> RoundedNumber.percent(number.movePointRight(2));
            case PERCENT -> RoundedNumber.percent(number);
        };
    }

    /** The value as a number; empty if there is none or it isn't a number. */
    public static Optional<BigDecimal> number(@Nullable String value) {
        return value == null ? Optional.empty() : RoundedNumber.parse(value);
    }
}
