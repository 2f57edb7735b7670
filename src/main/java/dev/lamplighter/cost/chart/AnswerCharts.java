package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.AnswerColumn;
import dev.lamplighter.cost.answer.QueryAnswer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the chart for an answer by its columns: a map of transfers, bars of changes, a gauge, stacked months, or otherwise
 * bars of the first amount. Each currency has its own chart.
 */
public final class AnswerCharts {
    private static final String MONTH = "billing_period";
    private static final String CURRENCY = "currency_code";
    private static final String FROM = "from_place";
    private static final String TO = "to_place";
    private static final String MOVED = "moved_by";
    private static final String ALL = "*";

    private static final int MOST_BARS = 10;
    private static final int MOST_MONTHS = 6;
    private static final int MOST_WAYS = 8;

    private final QueryAnswer answer;

    private AnswerCharts(QueryAnswer answer) {
        this.answer = answer;
    }

    /** The charts of an answer, one for each currency; none if it has no rows or no number to draw. */
    public static List<Chart> of(QueryAnswer answer) {
        return answer.rows().isEmpty() ? List.of() : new AnswerCharts(answer).charts();
    }

    /** What stands in a file in place of an answer without rows, so that it never keeps the chart of an earlier one. */
    public static Chart ofNothing(QueryAnswer answer) {
        return new Chart.SignedBars(answer.query() + ": no rows, asked " + answer.askedAt(), "", List.of());
    }

    private List<Chart> charts() {
        boolean isMap = answer.index(FROM) >= 0 && answer.index(TO) >= 0;
        List<String> amounts = names(AnswerColumn.Kind.AMOUNT);
        if (!isMap && !answer.thresholds().isEmpty()) {
            return gauges();
        }
        if (amounts.isEmpty()) {
            return List.of();
        }
        Map<String, List<List<@Nullable String>>> currencies = answer.rows().stream()
                .collect(Collectors.groupingBy(row -> text(row, CURRENCY), LinkedHashMap::new, Collectors.toList()));
        List<Chart> charts = new ArrayList<>();
        currencies.forEach((currency, rows) -> charts.add(
                isMap
                        ? map(currency, rows, amounts.get(0))
                        : answer.index(MOVED) >= 0
                                ? bars(currency, latest(rows), MOVED)
                                : answer.index(MONTH) >= 0
                                        ? months(currency, rows, amounts.get(0))
                                        : bars(currency, rows, amounts.get(0))));
        return charts;
    }

    private List<String> names(AnswerColumn.Kind kind) {
        return answer.columns().stream()
                .filter(column -> column.kind() == kind)
                .map(AnswerColumn::name)
                .toList();
    }

    /** The columns that say what a row is about, without month and currency. */
    private List<String> subjects() {
        return names(AnswerColumn.Kind.TEXT).stream()
                .filter(name -> !name.equals(MONTH) && !name.equals(CURRENCY))
                .toList();
    }

    private String subject(List<@Nullable String> row) {
        return subjects().stream()
                .map(name -> text(row, name))
                .filter(value -> !value.isEmpty() && !value.equals(ALL))
                .collect(Collectors.joining(" "));
    }

    /**
     * The rows with the most sums ({@code *}) in them. Other rows are parts of these sums and must not be drawn beside them.
     */
    private List<List<@Nullable String>> sums(List<List<@Nullable String>> rows) {
        long most = rows.stream().mapToLong(this::sumsIn).max().orElse(0);
        return rows.stream().filter(row -> sumsIn(row) == most).toList();
    }

    private long sumsIn(List<@Nullable String> row) {
        return subjects().stream().filter(name -> text(row, name).equals(ALL)).count();
    }

    private String text(List<@Nullable String> row, String column) {
        String value = answer.value(row, column);
        return value == null ? "" : value;
    }

    private BigDecimal amount(List<@Nullable String> row, String column) {
        return AnswerColumn.number(answer.value(row, column)).orElse(BigDecimal.ZERO);
    }

    /** The rows of the latest month; all rows if there is no month. */
    private List<List<@Nullable String>> latest(List<List<@Nullable String>> rows) {
        String latest = rows.stream()
                .map(row -> text(row, MONTH))
                .max(String::compareTo)
                .orElse("");
        return rows.stream().filter(row -> text(row, MONTH).equals(latest)).toList();
    }

    private String title(String what, List<List<@Nullable String>> rows) {
        String month = text(rows.get(0), MONTH);
        return answer.query() + ": " + what.replace('_', ' ') + (month.isEmpty() ? "" : ", " + month);
    }

    /**
     * A gauge for each column with an alert, of the row that stands for everything, or else of the first row with a value.
     */
    private List<Chart> gauges() {
        List<List<@Nullable String>> rows = latest(answer.rows());
        List<Chart> gauges = new ArrayList<>();
        for (QueryAnswer.Threshold threshold : answer.thresholds()) {
            rows.stream()
                    .filter(row -> AnswerColumn.number(answer.value(row, threshold.column()))
                            .isPresent())
                    .min(Comparator.comparing(row -> !isOfAll(row)))
                    .ifPresent(row -> gauges.add(new Chart.Gauge(
                            title(threshold.column(), rows),
                            isOfAll(row) ? threshold.column().replace('_', ' ') : subject(row),
                            amount(row, threshold.column()),
                            threshold.below(),
                            threshold.until())));
        }
        return gauges;
    }

    /** Whether a row stands for everything: it has the most sums, whatever its other texts say. */
    private boolean isOfAll(List<@Nullable String> row) {
        long most = answer.rows().stream().mapToLong(this::sumsIn).max().orElse(0);
        return most == 0 ? subjects().isEmpty() : sumsIn(row) == most;
    }

    private Chart bars(String currency, List<List<@Nullable String>> rows, String column) {
        return new Chart.SignedBars(
                title(column, rows),
                currency,
                sums(rows).stream()
                        .map(row -> new Chart.SignedBars.Bar(subject(row), amount(row, column)))
                        .sorted(Comparator.comparing((Chart.SignedBars.Bar bar) ->
                                        bar.amount().abs())
                                .reversed())
                        .limit(MOST_BARS)
                        .toList());
    }

    private Chart map(String currency, List<List<@Nullable String>> rows, String column) {
        List<List<@Nullable String>> latest = latest(rows);
        Map<List<String>, BigDecimal> ways = new LinkedHashMap<>();
        latest.forEach(
                row -> ways.merge(List.of(text(row, FROM), text(row, TO)), amount(row, column), BigDecimal::add));
        return new Chart.TransferMap(
                title(column, latest),
                currency,
                ways.entrySet().stream()
                        .filter(way -> way.getValue().signum() != 0)
                        .sorted(Comparator.comparing((Map.Entry<List<String>, BigDecimal> way) ->
                                        way.getValue().abs())
                                .reversed())
                        .limit(MOST_WAYS)
                        .map(way -> new Chart.TransferMap.Flow(
                                way.getKey().get(0), way.getKey().get(1), way.getValue()))
                        .toList());
    }

    private Chart months(String currency, List<List<@Nullable String>> rows, String column) {
        List<String> months = lastMonths(rows);
        String service = subjects().stream().findFirst().orElse("");
        Map<String, Map<String, BigDecimal>> services = new TreeMap<>();
        for (List<@Nullable String> row : rows) {
            String name = service.isEmpty() ? column.replace('_', ' ') : text(row, service);
            services.computeIfAbsent(name, none -> new TreeMap<>())
                    .merge(text(row, MONTH), amount(row, column), BigDecimal::add);
        }
        List<Chart.StackedMonths.Series> series = services.entrySet().stream()
                .map(each -> series(each.getKey(), months, each.getValue()))
                .filter(each -> each.amounts().stream().anyMatch(amount -> amount.signum() != 0))
                .sorted(Comparator.comparing((Chart.StackedMonths.Series each) -> size(each))
                        .reversed())
                .collect(Collectors.toCollection(ArrayList::new));
        return new Chart.StackedMonths(
                answer.query() + ": " + column.replace('_', ' ') + " by month",
                currency,
                months,
                grouped(series, months));
    }

    private List<String> lastMonths(List<List<@Nullable String>> rows) {
        List<String> months = new ArrayList<>(
                rows.stream().map(row -> text(row, MONTH)).collect(Collectors.toCollection(TreeSet::new)));
        return months.subList(Math.max(0, months.size() - MOST_MONTHS), months.size());
    }

    private static Chart.StackedMonths.Series series(
            String name, List<String> months, Map<String, BigDecimal> amounts) {
        Function<String, BigDecimal> amount = month -> amounts.getOrDefault(month, BigDecimal.ZERO);
        return new Chart.StackedMonths.Series(name, months.stream().map(amount).toList());
    }

    private static BigDecimal size(Chart.StackedMonths.Series series) {
        return series.amounts().stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The largest series with a colour each, and all others combined. */
    private static List<Chart.StackedMonths.Series> grouped(
            List<Chart.StackedMonths.Series> series, List<String> months) {
        if (series.size() <= SvgStyle.COLOURS + 1) {
            return series;
        }
        List<Chart.StackedMonths.Series> others = series.subList(SvgStyle.COLOURS, series.size());
        List<BigDecimal> sums = new ArrayList<>();
        for (int month = 0; month < months.size(); month++) {
            int at = month;
            sums.add(others.stream().map(each -> each.amounts().get(at)).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        List<Chart.StackedMonths.Series> grouped = new ArrayList<>(series.subList(0, SvgStyle.COLOURS));
        grouped.add(new Chart.StackedMonths.Series(others.size() + " other services", sums));
        return grouped;
    }
}
