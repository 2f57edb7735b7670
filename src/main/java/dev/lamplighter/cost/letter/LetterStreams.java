package dev.lamplighter.cost.letter;

import static dev.lamplighter.cost.letter.LetterValues.CURRENCY;
import static dev.lamplighter.cost.letter.LetterValues.amount;
import static dev.lamplighter.cost.letter.LetterValues.text;

import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import dev.lamplighter.cost.query.KeptStreamCosts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what each time that a window was open in the month of a letter has cost, and what an hour of it. */
final class LetterStreams {
    /** The bars that a phone has room for; the table has them all. */
    private static final int MOST_BARS = 12;

    private static final String TOTAL = "total_cost";

    private final LetterAnswers answers;

    LetterStreams(LetterAnswers answers) {
        this.answers = answers;
    }

    private static boolean isOccurrence(QueryAnswer answer, List<@Nullable String> row) {
        return !text(answer, row, "window").equals(KeptStreamCosts.OUTSIDE);
    }

    private static boolean isIncomplete(QueryAnswer answer, List<@Nullable String> row) {
        return text(answer, row, "status").equals(KeptStreamCosts.INCOMPLETE);
    }

    /** All of them in each currency; nothing if they are not known or there was none. */
    Optional<String> sentence() throws IOException {
        Optional<QueryAnswer> kept = answers.streams();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        QueryAnswer answer = kept.get();
        List<List<@Nullable String>> all =
                answer.rows().stream().filter(row -> isOccurrence(answer, row)).toList();
        long incomplete = all.stream().filter(row -> isIncomplete(answer, row)).count();
        List<String> parts = new ArrayList<>();
        byCurrency(answer, all).forEach((currency, rows) -> {
            BigDecimal total = sum(answer, rows, TOTAL);
            BigDecimal hours = sum(answer, rows, "hours");
            parts.add(LetterWords.amount(total, currency)
                    + (hours.signum() == 0
                            ? ""
                            : ", which is "
                                    + LetterWords.amount(total.divide(hours, 10, RoundingMode.HALF_EVEN), currency)
                                    + " an hour"));
        });
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("Windows were open " + (all.size() == 1 ? "once" : all.size() + " times")
                        + " for streams, which cost " + String.join(" and ", parts)
                        + (incomplete == 0
                                ? ""
                                : "; " + incomplete + " of them " + (incomplete == 1 ? "is" : "are")
                                        + " not billed in full")
                        + ".");
    }

    private static Map<String, List<List<@Nullable String>>> byCurrency(
            QueryAnswer answer, List<List<@Nullable String>> rows) {
        return rows.stream()
                .filter(row -> !text(answer, row, CURRENCY).isEmpty())
                .collect(Collectors.groupingBy(row -> text(answer, row, CURRENCY), TreeMap::new, Collectors.toList()));
    }

    private static BigDecimal sum(QueryAnswer answer, List<List<@Nullable String>> rows, String column) {
        return rows.stream().map(row -> amount(answer, row, column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    LetterContent.Section section() throws IOException {
        Optional<QueryAnswer> kept = answers.streams();
        List<Chart> charts = new ArrayList<>();
        kept.ifPresent(answer -> byCurrency(answer, answer.rows())
                .forEach((currency, rows) -> charts.add(chart(answer, currency, rows))));
        return new LetterContent.Section(
                "What streams cost",
                charts.isEmpty()
                        ? ""
                        : "Each time that a window was open, with its machines, volumes, addresses and transfer.",
                charts,
                kept.isEmpty()
                        ? "What streams of " + LetterWords.month(answers.month())
                                + " cost is not known: nobody has asked. costs streams " + answers.month() + " does."
                        : charts.isEmpty()
                                ? "No stream of " + LetterWords.month(answers.month()) + " has a charge. "
                                        + answers.source(kept.get())
                                : answers.note("stream-costs", kept));
    }

    private static Chart chart(QueryAnswer answer, String currency, List<List<@Nullable String>> rows) {
        List<Chart.SignedBars.Bar> bars = new ArrayList<>();
        List<List<ChartTable.Cell>> cells = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            boolean isOccurrence = isOccurrence(answer, row);
            String name = isOccurrence
                    ? text(answer, row, "window") + ", " + LetterWords.hour(Instant.parse(text(answer, row, "opened")))
                    : "while no window was open";
            bars.add(new Chart.SignedBars.Bar(
                    name + (isIncomplete(answer, row) ? " (so far)" : ""), amount(answer, row, TOTAL)));
            cells.add(List.of(
                    ChartTable.Cell.text(name),
                    ChartTable.Cell.text(isOccurrence ? text(answer, row, "status") : ""),
                    isOccurrence ? ChartTable.Cell.amount(amount(answer, row, "hours")) : new ChartTable.Cell("", "-"),
                    isOccurrence
                            ? ChartTable.Cell.amount(amount(answer, row, "hour_cost"))
                            : new ChartTable.Cell("", "-"),
                    ChartTable.Cell.amount(amount(answer, row, TOTAL))));
        }
        int first = Math.max(0, bars.size() - MOST_BARS);
        return new Chart.Listing(
                first == 0 ? "each stream" : "the last " + MOST_BARS + " of " + bars.size(),
                currency,
                bars.subList(first, bars.size()),
                new ChartTable(List.of("stream", "billed", "hours", "an hour", "in all"), cells));
    }
}
