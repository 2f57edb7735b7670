package dev.lamplighter.cost.letter;

import static dev.lamplighter.cost.letter.LetterValues.ALL;
import static dev.lamplighter.cost.letter.LetterValues.CURRENCY;
import static dev.lamplighter.cost.letter.LetterValues.amount;
import static dev.lamplighter.cost.letter.LetterValues.number;
import static dev.lamplighter.cost.letter.LetterValues.service;
import static dev.lamplighter.cost.letter.LetterValues.signed;
import static dev.lamplighter.cost.letter.LetterValues.text;
import static dev.lamplighter.cost.letter.LetterValues.totals;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.RoundedNumber;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the sentences of a letter: the month, its forecast against budgets, what changed and why, what was unusual, and streams. */
final class LetterSentences {
    static final String MONTHLY = "monthly-cost";
    static final String FORECAST = "month-forecast";
    static final String MOVERS = "top-movers";

    private static final int MOVERS_TOLD = 2;

    private final LetterAnswers answers;
    private final boolean isRunning;

    /** @param current the month that runs now */
    LetterSentences(LetterAnswers answers, YearMonth current) {
        this.answers = answers;
        isRunning = !answers.month().isBefore(current);
    }

    List<String> all() throws IOException {
        return Stream.concat(
                        Stream.of(
                                soFar(answers.latest(MONTHLY)),
                                forecast(answers.latest(FORECAST)),
                                changed(answers.latest(MOVERS))),
                        Stream.of(new LetterAnomalies(answers).sentence(), new LetterStreamCosts(answers).sentence())
                                .flatMap(Optional::stream))
                .map(VisibleText::of)
                .toList();
    }

    private String month() {
        return LetterWords.month(answers.month());
    }

    private String soFar(Optional<QueryAnswer> kept) {
        List<List<@Nullable String>> rows = kept.map(answers::ofTheMonth).orElse(List.of());
        if (rows.isEmpty()) {
            return "What " + month() + " costs is not known. " + answers.note(MONTHLY, kept);
        }
        QueryAnswer answer = kept.get();
        String cost = LetterWords.amounts(totals(answer, rows, "total_cost"));
        String givenBack = parts(answer, rows, "given_back_cost", -1)
                .map(amounts -> ", after " + amounts + " of credits, refunds, discounts and corrections")
                .orElse("");
        String billed = Stream.of("unblended_cost", "billed_cost")
                .filter(column -> answer.index(column) >= 0)
                .map(column -> LetterWords.amounts(totals(answer, rows, column)))
                .filter(amounts -> !amounts.equals(cost))
                .map(amounts -> " Fees paid in advance are spread over the months that they pay for; the bill has "
                        + amounts
                        + parts(answer, rows, "upfront_cost", 1)
                                .map(upfront -> ", of which " + upfront + " are paid in advance")
                                .orElse("")
                        + ".")
                .collect(Collectors.joining());
        String until = LetterValues.lastDay(answer, rows)
                .map(day -> " Usage is known up to " + LetterWords.day(day)
                        + answers.incompleteFrom(answer, day)
                                .map(from -> "; AWS still adds to the days from " + LetterWords.day(from) + " on")
                                .orElse("")
                        + ".")
                .orElse("");
        return isRunning
                ? month() + " has cost " + cost + " so far" + givenBack + "." + billed + until
                : month() + " cost " + cost + givenBack + "." + billed + until;
    }

    /** What a part of the costs, of that sign, comes to; nothing where the answer tells of none. */
    private static Optional<String> parts(
            QueryAnswer answer, List<List<@Nullable String>> rows, String column, int sign) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        totals(answer, rows, column).forEach((currency, amount) -> {
            if (amount.signum() == sign) {
                amounts.put(currency, amount.abs());
            }
        });
        return amounts.isEmpty() ? Optional.empty() : Optional.of(LetterWords.amounts(amounts));
    }

    private String forecast(Optional<QueryAnswer> kept) {
        List<List<@Nullable String>> rows = kept.map(answers::ofTheMonth).orElse(List.of());
        if (rows.isEmpty()) {
            return "A forecast and budgets of " + month() + " are not known. " + answers.note(FORECAST, kept);
        }
        QueryAnswer answer = kept.get();
        List<String> sentences = new ArrayList<>();
        for (List<@Nullable String> row : rows) {
            sentences.add(text(answer, row, "budget").equals(ALL) ? forecast(answer, row) : budget(answer, row));
        }
        if (rows.stream().allMatch(row -> text(answer, row, "budget").equals(ALL))) {
            sentences.add("No budget is set in the currency of these costs.");
        }
        return String.join(" ", sentences);
    }

    private String forecast(QueryAnswer answer, List<@Nullable String> row) {
        String currency = text(answer, row, CURRENCY);
        Optional<BigDecimal> forecast = number(answer, row, "forecast");
        if (forecast.isEmpty()) {
            return "Too few days are known to forecast " + month() + (currency.isEmpty() ? "" : " in " + currency)
                    + ".";
        }
        Optional<BigDecimal> low = number(answer, row, "forecast_low");
        Optional<BigDecimal> high = number(answer, row, "forecast_high");
        String range = low.isPresent() && high.isPresent()
                ? ", in 8 of 10 cases between " + RoundedNumber.amount(low.get()) + " and "
                        + RoundedNumber.amount(high.get())
                : "";
        return month() + " is forecast to cost " + LetterWords.amount(forecast.get(), currency) + range + ".";
    }

    private static String budget(QueryAnswer answer, List<@Nullable String> row) {
        String forecast = number(answer, row, "forecast_share")
                .map(share -> ", by the forecast " + RoundedNumber.percent(share) + " at the end of the month")
                .orElse("");
        return "Of the budget " + text(answer, row, "budget") + " "
                + RoundedNumber.amount(amount(answer, row, "cost_so_far")) + " of "
                + LetterWords.amount(amount(answer, row, "budget_amount"), text(answer, row, CURRENCY))
                + " are spent"
                + number(answer, row, "actual_share")
                        .map(share -> " (" + RoundedNumber.percent(share) + ")")
                        .orElse("")
                + forecast + "."
                + (LetterValues.countsNothing(answer, row)
                        ? " Its filter matches no charge of any month that was asked: compare it with the bill."
                        : "");
    }

    private String changed(Optional<QueryAnswer> kept) {
        List<List<@Nullable String>> rows = kept.map(answers::ofTheMonth).orElse(List.of());
        if (rows.isEmpty()) {
            return "What changed is not known. " + answers.note(MOVERS, kept);
        }
        QueryAnswer answer = kept.get();
        List<String> moves = rows.stream()
                .filter(row -> isOfAll(answer, row, "usage_type") && isOfAll(answer, row, "resource"))
                .sorted(largestFirst(answer))
                .limit(MOVERS_TOLD)
                .map(row -> move(answer, row, rows))
                .toList();
        return "What changed most, compared with " + days(answer, rows.get(0))
                + LetterWords.month(answers.month().minusMonths(1)) + ": " + String.join("; ", moves) + ".";
    }

    /** A running month is compared by the days that both have. */
    private static String days(QueryAnswer answer, List<@Nullable String> row) {
        return number(answer, row, "days")
                .filter(days -> days.compareTo(BigDecimal.valueOf(31)) < 0)
                .map(days -> "the first " + days.intValue() + " days of ")
                .orElse("");
    }

    private static Comparator<List<@Nullable String>> largestFirst(QueryAnswer answer) {
        return Comparator.comparing((List<@Nullable String> row) ->
                        amount(answer, row, "moved_by").abs())
                .reversed();
    }

    private static String move(QueryAnswer answer, List<@Nullable String> row, List<List<@Nullable String>> rows) {
        String currency = text(answer, row, CURRENCY);
        BigDecimal moved = amount(answer, row, "moved_by");
        String why = rows.stream()
                .filter(other -> isSame(answer, row, other)
                        && !isOfAll(answer, other, "usage_type")
                        && amount(answer, other, "moved_by").signum() == moved.signum())
                .min(Comparator.comparing((List<@Nullable String> other) -> !isOfAll(answer, other, "resource"))
                        .thenComparing(largestFirst(answer)))
                .map(other -> ", most of it by " + text(answer, other, "usage_type") + " with "
                        + signed(amount(answer, other, "moved_by")))
                .orElse("");
        return service(answer, row) + " of account " + text(answer, row, "account") + " cost "
                + LetterWords.amount(moved.abs(), currency) + (moved.signum() < 0 ? " less (" : " more (")
                + RoundedNumber.amount(amount(answer, row, "month_cost")) + " instead of "
                + RoundedNumber.amount(amount(answer, row, "previous_cost")) + ")" + why;
    }

    private static boolean isSame(QueryAnswer answer, List<@Nullable String> one, List<@Nullable String> other) {
        return service(answer, one).equals(service(answer, other))
                && Objects.equals(answer.value(one, "account"), answer.value(other, "account"))
                && Objects.equals(answer.value(one, CURRENCY), answer.value(other, CURRENCY));
    }

    private static boolean isOfAll(QueryAnswer answer, List<@Nullable String> row, String column) {
        return answer.index(column) < 0 || text(answer, row, column).equals(ALL);
    }
}
