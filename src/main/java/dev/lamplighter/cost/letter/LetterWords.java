package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.answer.RoundedNumber;
import dev.lamplighter.cost.chart.Chart;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes times and amounts as a letter has them. Months and days are those of AWS, in UTC. */
final class LetterWords {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private LetterWords() {}

    static String month(YearMonth month) {
        return MONTH.format(month);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    /** A day and its time, UTC. */
    static String hour(Instant moment) {
        return HOUR.format(moment);
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    static String amount(BigDecimal amount, String currency) {
        return RoundedNumber.amount(amount) + (currency.isEmpty() ? "" : " " + currency);
    }

    /** {@code 1,234.50 USD and 7.00 CNY}: currencies beside one another, never added up. */
    static String amounts(Map<String, BigDecimal> byCurrency) {
        List<String> amounts = byCurrency.entrySet().stream()
                .map(each -> amount(each.getValue(), each.getKey()))
                .toList();
        return String.join(" and ", amounts);
    }

    /** The title of a chart, without the name of the query that it begins with. */
    static String titleOf(Chart chart) {
        return chart.title().replaceFirst("^[a-z0-9.-]+: ", "");
    }
}
