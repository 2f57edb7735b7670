package dev.lamplighter.cost.letter;

import static dev.lamplighter.cost.letter.LetterValues.amount;
import static dev.lamplighter.cost.letter.LetterValues.service;
import static dev.lamplighter.cost.letter.LetterValues.signed;
import static dev.lamplighter.cost.letter.LetterValues.text;

import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.RoundedNumber;
import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells which services left their usual cost in the month of a letter. */
final class LetterAnomalies {
    static final String QUERY = "daily-anomalies";

    private static final int MOST = 10;
    private static final String DIFFERENCE = "cost_difference";

    private final LetterAnswers answers;

    LetterAnomalies(LetterAnswers answers) {
        this.answers = answers;
    }

    /** The rows of the month, those that made the most difference first. */
    private List<List<@Nullable String>> rows(QueryAnswer answer) {
        String month = answers.month().toString();
        return answer.rows().stream()
                .filter(row -> text(answer, row, "first_day").startsWith(month))
                .sorted(Comparator.comparing((List<@Nullable String> row) ->
                                amount(answer, row, DIFFERENCE).abs())
                        .reversed())
                .toList();
    }

    /** The one that made the most difference; nothing if there is no answer. */
    Optional<String> sentence() throws IOException {
        Optional<QueryAnswer> kept = answers.latest(QUERY);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        QueryAnswer answer = kept.get();
        List<List<@Nullable String>> rows = rows(answer);
        if (rows.isEmpty()) {
            return Optional.of("No service left what it usually costs.");
        }
        List<@Nullable String> row = rows.get(0);
        String more = rows.size() == 1
                ? ""
                : "; " + (rows.size() - 1) + " more " + (rows.size() == 2 ? "is" : "are") + " below";
        return Optional.of("Unusual was " + service(answer, row) + " in " + text(answer, row, "region") + ", "
                + text(answer, row, "kind") + " from " + day(answer, row) + " on: "
                + RoundedNumber.amount(amount(answer, row, "unusual_cost")) + " on a day instead of "
                + RoundedNumber.amount(amount(answer, row, "usual_cost")) + ", in all "
                + signed(amount(answer, row, DIFFERENCE)) + " " + text(answer, row, LetterValues.CURRENCY) + more
                + ".");
    }

    private static String day(QueryAnswer answer, List<@Nullable String> row) {
        String text = text(answer, row, "first_day");
        return LetterValues.day(text).map(LetterWords::shortDay).orElse(text);
    }

    LetterContent.Section section() throws IOException {
        Optional<QueryAnswer> kept = answers.latest(QUERY);
        List<List<@Nullable String>> rows = kept.map(this::rows).orElse(List.of());
        Map<String, List<List<@Nullable String>>> currencies = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> text(kept.orElseThrow(), row, LetterValues.CURRENCY),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Chart> charts = new ArrayList<>();
        currencies.forEach((currency, some) -> charts.add(chart(kept.orElseThrow(), currency, some)));
        return new LetterContent.Section(
                "What was unusual",
                rows.isEmpty() ? "" : "Services that left what they usually cost, and how much that made in all.",
                charts,
                kept.isPresent() && rows.isEmpty()
                        ? "No service left what it usually costs. " + answers.source(kept.get())
                        : answers.note(QUERY, kept));
    }

    private static Chart chart(QueryAnswer answer, String currency, List<List<@Nullable String>> rows) {
        List<Chart.SignedBars.Bar> bars = new ArrayList<>();
        List<List<ChartTable.Cell>> cells = new ArrayList<>();
        for (List<@Nullable String> row : rows.subList(0, Math.min(MOST, rows.size()))) {
            bars.add(new Chart.SignedBars.Bar(
                    day(answer, row) + " " + service(answer, row) + ", " + text(answer, row, "kind"),
                    amount(answer, row, DIFFERENCE)));
            cells.add(List.of(
                    ChartTable.Cell.text(day(answer, row)),
                    ChartTable.Cell.text(service(answer, row)),
                    ChartTable.Cell.text(text(answer, row, "account")),
                    ChartTable.Cell.text(text(answer, row, "region")),
                    ChartTable.Cell.text(text(answer, row, "kind")),
                    ChartTable.Cell.amount(amount(answer, row, "usual_cost")),
                    ChartTable.Cell.amount(amount(answer, row, "unusual_cost")),
                    ChartTable.Cell.amount(amount(answer, row, DIFFERENCE))));
        }
        return new Chart.Listing(
                "cost in all",
                currency,
                bars,
                new ChartTable(
                        List.of("from", "service", "account", "region", "kind", "usual a day", "unusual", "in all"),
                        cells));
    }
}
