package dev.lamplighter.cost.letter;

import static dev.lamplighter.cost.letter.LetterValues.ALL;
import static dev.lamplighter.cost.letter.LetterValues.CURRENCY;
import static dev.lamplighter.cost.letter.LetterValues.amount;
import static dev.lamplighter.cost.letter.LetterValues.number;
import static dev.lamplighter.cost.letter.LetterValues.text;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.RoundedNumber;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the numbers of a letter that are read at a glance: the month so far, its forecast, the month before, budgets. */
final class LetterFigures {
    static final String SO_FAR = "So far";
    static final String FORECAST = "Forecast";

    private final LetterAnswers answers;
    private final boolean isRunning;

    LetterFigures(LetterAnswers answers, YearMonth current) {
        this.answers = answers;
        isRunning = !answers.month().isBefore(current);
    }

    List<LetterContent.Figure> all() throws IOException {
        List<LetterContent.Figure> figures = new ArrayList<>();
        answers.latest(LetterSentences.MONTHLY).ifPresent(answer -> soFar(answer, figures));
        answers.latest(LetterSentences.FORECAST).ifPresent(answer -> forecasts(answer, figures));
        return figures;
    }

    private void soFar(QueryAnswer answer, List<LetterContent.Figure> figures) {
        List<List<@Nullable String>> rows = answers.ofTheMonth(answer);
        if (rows.isEmpty()) {
            return;
        }
        Map<String, BigDecimal> now = LetterValues.totals(answer, rows, "total_cost");
        String until = LetterValues.lastDay(answer, rows)
                .map(day -> "up to " + LetterWords.shortDay(day)
                        + answers.incompleteFrom(answer, day)
                                .map(from -> ", AWS still adds from " + LetterWords.shortDay(from) + " on")
                                .orElse(""))
                .orElse("");
        figures.add(figure(
                isRunning ? SO_FAR : LetterWords.month(answers.month()), LetterWords.amounts(now), until, exact(now)));
        YearMonth before = answers.month().minusMonths(1);
        Map<String, BigDecimal> then = LetterValues.totals(
                answer,
                answer.rows().stream()
                        .filter(row -> text(answer, row, "billing_period").equals(before.toString()))
                        .toList(),
                "total_cost");
        if (!then.isEmpty()) {
            figures.add(figure(
                    LetterWords.month(before),
                    LetterWords.amounts(then),
                    isRunning ? "all of it" : change(then, now),
                    exact(then)));
        }
    }

    /** By how much one month differs from the other, where both have one currency. */
    private static String change(Map<String, BigDecimal> then, Map<String, BigDecimal> now) {
        String currency = then.keySet().iterator().next();
        BigDecimal was = then.getOrDefault(currency, BigDecimal.ZERO);
        return then.size() > 1 || !then.keySet().equals(now.keySet()) || was.signum() <= 0
                ? ""
                : "since then " + percentChange(was, now.getOrDefault(currency, BigDecimal.ZERO));
    }

    private static String percentChange(BigDecimal was, BigDecimal is) {
        BigDecimal change = is.subtract(was).multiply(BigDecimal.valueOf(100)).divide(was, 4, RoundingMode.HALF_EVEN);
        return (change.signum() > 0 ? "+" : "") + RoundedNumber.percent(change);
    }

    private void forecasts(QueryAnswer answer, List<LetterContent.Figure> figures) {
        int place = Math.min(1, figures.size());
        for (List<@Nullable String> row : answers.ofTheMonth(answer)) {
            boolean isOfAll = text(answer, row, "budget").equals(ALL);
            if (isOfAll && isRunning) {
                forecast(answer, row).ifPresent(figure -> figures.add(place, figure));
            } else if (!isOfAll) {
                figures.add(budget(answer, row));
            }
        }
    }

    private Optional<LetterContent.Figure> forecast(QueryAnswer answer, List<@Nullable String> row) {
        Optional<BigDecimal> low = number(answer, row, "forecast_low");
        Optional<BigDecimal> high = number(answer, row, "forecast_high");
        return number(answer, row, "forecast")
                .map(forecast -> figure(
                        FORECAST,
                        LetterWords.amount(forecast, text(answer, row, CURRENCY)),
                        low.isPresent() && high.isPresent()
                                ? "probably " + RoundedNumber.amount(low.get()) + " to "
                                        + RoundedNumber.amount(high.get())
                                : "for all of " + LetterWords.month(answers.month()),
                        exact(Map.of(text(answer, row, CURRENCY), forecast))));
    }

    private static LetterContent.Figure budget(QueryAnswer answer, List<@Nullable String> row) {
        Optional<BigDecimal> forecast = number(answer, row, "forecast_share");
        BigDecimal share = amount(answer, row, "actual_share");
        String spent = RoundedNumber.percent(share);
        return new LetterContent.Figure(
                VisibleText.of("Budget " + text(answer, row, "budget")),
                forecast.map(percent -> RoundedNumber.percent(percent) + " forecast")
                        .orElse(spent + " spent"),
                VisibleText.of((forecast.isPresent() ? spent + " spent " : "") + "of "
                        + LetterWords.amount(amount(answer, row, "budget_amount"), text(answer, row, CURRENCY))
                        + (LetterValues.countsNothing(answer, row) ? ", its filter matches no charge" : "")),
                forecast.map(percent -> percent.toPlainString() + " % forecast, ")
                                .orElse("") + share.toPlainString() + " % spent",
                new LetterContent.Budget(share, forecast.orElse(null)));
    }

    private static LetterContent.Figure figure(String name, String value, String beside, String exact) {
        return new LetterContent.Figure(
                VisibleText.of(name), VisibleText.of(value), VisibleText.of(beside), VisibleText.of(exact), null);
    }

    /** With every digit, each currency for itself. */
    private static String exact(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(each -> (each.getValue().toPlainString() + " " + each.getKey()).strip())
                .collect(Collectors.joining(" and "));
    }
}
