package dev.lamplighter.cost.letter;

import static dev.lamplighter.cost.letter.LetterValues.CURRENCY;
import static dev.lamplighter.cost.letter.LetterValues.amount;
import static dev.lamplighter.cost.letter.LetterValues.text;

import dev.lamplighter.cost.answer.DisplayWidth;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import dev.lamplighter.cost.chart.SvgCharts;
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
final class LetterStreamCosts {
    /** The bars that a phone has room for; the table has them all. */
    private static final int MOST_BARS = 12;

    private static final String TOTAL = "total_cost";

    private final LetterAnswers answers;

    LetterStreamCosts(LetterAnswers answers) {
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
                            : ", "
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
                        + without(answer, all) + "." + outside(answer));
    }

    /** Those that the list of what each has cost lacks, because they have no currency either. */
    private static String without(QueryAnswer answer, List<List<@Nullable String>> all) {
        long without = all.stream()
                .filter(row -> text(answer, row, CURRENCY).isEmpty())
                .count();
        return without == 0 ? "" : "; " + without + (without == 1 ? " has" : " have") + " no charge";
    }

    /** What was paid besides, which is often more. */
    private static String outside(QueryAnswer answer) {
        List<List<@Nullable String>> rows = answer.rows().stream()
                .filter(row -> !isOccurrence(answer, row))
                .filter(row -> amount(answer, row, TOTAL).signum() != 0)
                .toList();
        return rows.isEmpty()
                ? ""
                : " While no window was open, their machines, volumes and addresses cost "
                        + rows.stream()
                                .map(row -> LetterWords.amount(amount(answer, row, TOTAL), text(answer, row, CURRENCY)))
                                .collect(Collectors.joining(" and "))
                        + ".";
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
        boolean anyOccurrence = rows.stream().anyMatch(row -> isOccurrence(answer, row));
        for (List<@Nullable String> row : rows) {
            boolean isOccurrence = isOccurrence(answer, row);
            String when = isOccurrence
                    ? ", " + LetterWords.hour(Instant.parse(text(answer, row, "opened")))
                    : "while no window was open";
            String window = isOccurrence ? text(answer, row, "window") : "";
            String name = window + when;
            String end = when + (isIncomplete(answer, row) ? " (so far)" : "");
            if (isOccurrence || !anyOccurrence) { // beside it the streams' own bars would be too short to be seen
                bars.add(new Chart.SignedBars.Bar(
                        DisplayWidth.cut(window, SvgCharts.LONGEST_LABEL - end.length()) + end,
                        amount(answer, row, TOTAL)));
            }
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
