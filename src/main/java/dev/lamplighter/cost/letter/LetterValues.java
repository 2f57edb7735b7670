package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.answer.AnswerColumn;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads values of answers as a letter needs them: text that may be missing, numbers, days, sums of each currency. */
final class LetterValues {
    static final String CURRENCY = "currency_code";
    static final String ALL = "*";

    private LetterValues() {}

    static String text(QueryAnswer answer, List<@Nullable String> row, String column) {
        String value = answer.value(row, column);
        return value == null ? "" : value;
    }

    static Optional<BigDecimal> number(QueryAnswer answer, List<@Nullable String> row, String column) {
        return AnswerColumn.number(answer.value(row, column));
    }

    static BigDecimal amount(QueryAnswer answer, List<@Nullable String> row, String column) {
        return number(answer, row, column).orElse(BigDecimal.ZERO);
    }

    /** The sum of each currency. */
    static Map<String, BigDecimal> totals(QueryAnswer answer, List<List<@Nullable String>> rows, String column) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        rows.forEach(row -> totals.merge(text(answer, row, CURRENCY), amount(answer, row, column), BigDecimal::add));
        return totals;
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The last day of which usage is known. */
    static Optional<LocalDate> lastDay(QueryAnswer answer, List<List<@Nullable String>> rows) {
        return rows.stream()
                .map(row -> text(answer, row, "last_usage_day"))
                .max(String::compareTo)
                .flatMap(LetterValues::day);
    }

    /** The service of a row; FOCUS calls it otherwise. */
    static String service(QueryAnswer answer, List<@Nullable String> row) {
        return text(answer, row, answer.index("service") >= 0 ? "service" : "product_code");
    }

    /** Whether no charge counts for the budget of a row, in any month; an answer of an earlier query doesn't say. */
    static boolean countsNothing(QueryAnswer answer, List<@Nullable String> row) {
        return number(answer, row, "counted_charges")
                .filter(count -> count.signum() == 0)
                .isPresent();
    }

    static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + RoundedNumber.amount(amount);
    }
}
