package dev.lamplighter.cost.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.answer.AnswerColumn;
import dev.lamplighter.cost.answer.QueryAnswer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which chart an answer becomes. */
final class AnswerChartsTest {
    private static final AnswerColumn MONTH = new AnswerColumn("billing_period", "");
    private static final AnswerColumn SERVICE = new AnswerColumn("product_code", "");
    private static final AnswerColumn CURRENCY = new AnswerColumn("currency_code", "");
    private static final AnswerColumn TOTAL = new AnswerColumn("total_cost", "exact decimal");
    private static final AnswerColumn MOVED = new AnswerColumn("moved_by", "exact decimal");

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private static QueryAnswer answer(
            List<AnswerColumn> columns, List<QueryAnswer.Threshold> thresholds, List<List<@Nullable String>> rows) {
        return new QueryAnswer("some", "", "", "", thresholds, columns, rows, List.of());
    }

    @Test
    void monthsBecomeColumnsOneChartForEachCurrency() {
        List<Chart> charts = AnswerCharts.of(answer(
                List.of(MONTH, SERVICE, CURRENCY, TOTAL),
                List.of(),
                List.of(
                        row("2026-09", "EC2", "USD", "2"),
                        row("2026-09", "S3", "USD", "1.5"),
                        row("2026-10", "EC2", "USD", "3"),
                        row("2026-10", "EC2", "CNY", "7"))));

        assertThat(charts)
                .containsExactly(
                        new Chart.StackedMonths(
                                "some: total cost by month",
                                "USD",
                                List.of("2026-09", "2026-10"),
                                List.of(
                                        new Chart.StackedMonths.Series(
                                                "EC2", List.of(new BigDecimal("2"), new BigDecimal("3"))),
                                        new Chart.StackedMonths.Series(
                                                "S3", List.of(new BigDecimal("1.5"), BigDecimal.ZERO)))),
                        new Chart.StackedMonths(
                                "some: total cost by month",
                                "CNY",
                                List.of("2026-10"),
                                List.of(new Chart.StackedMonths.Series("EC2", List.of(new BigDecimal("7"))))));
    }

    @Test
    void whatHasNoColourOfItsOwnIsAddedUpAsOthersAndTheLastSixMonthsCount() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int month = 1; month <= 8; month++) {
            for (int service = 1; service <= 9; service++) {
                rows.add(row("2026-0" + month, "s" + service, "USD", Integer.toString(service)));
            }
        }
        Chart.StackedMonths chart =
                (Chart.StackedMonths) AnswerCharts.of(answer(List.of(MONTH, SERVICE, CURRENCY, TOTAL), List.of(), rows))
                        .get(0);

        assertThat(chart.months()).hasSize(6).startsWith("2026-03").endsWith("2026-08");
        assertThat(chart.series())
                .extracting(Chart.StackedMonths.Series::name)
                .containsExactly("s9", "s8", "s7", "s6", "s5", "4 other services");
        assertThat(chart.series().get(5).amounts()).containsOnly(new BigDecimal("10"));
    }

    @Test
    void whatMovedBecomesBarsOfTheLatestMonth() {
        assertThat(AnswerCharts.of(answer(
                        List.of(MONTH, SERVICE, CURRENCY, TOTAL, MOVED),
                        List.of(),
                        List.of(
                                row("2026-09", "EC2", "USD", "2", "99"),
                                row("2026-10", "S3", "USD", "2", "1"),
                                row("2026-10", "EC2", "USD", "2", "-5")))))
                .containsExactly(new Chart.SignedBars(
                        "some: moved by, 2026-10",
                        "USD",
                        List.of(
                                new Chart.SignedBars.Bar("EC2", new BigDecimal("-5")),
                                new Chart.SignedBars.Bar("S3", BigDecimal.ONE))));
    }

    @Test
    void partsOfASumAreNotDrawnBesideIt() {
        assertThat(AnswerCharts.of(answer(
                        List.of(MONTH, SERVICE, new AnswerColumn("usage_type", ""), CURRENCY, MOVED),
                        List.of(),
                        List.of(
                                row("2026-10", "EC2", "*", "USD", "5"),
                                row("2026-10", "EC2", "BoxUsage", "USD", "4")))))
                .containsExactly(new Chart.SignedBars(
                        "some: moved by, 2026-10",
                        "USD",
                        List.of(new Chart.SignedBars.Bar("EC2", new BigDecimal("5")))));
    }

    @Test
    void whatHasAThresholdBecomesAGaugeOfAllInTheLatestMonth() {
        AnswerColumn coverage = new AnswerColumn("coverage", "in percent, double");
        QueryAnswer.Threshold threshold =
                new QueryAnswer.Threshold("coverage", new BigDecimal("70"), new BigDecimal("80"));
        assertThat(AnswerCharts.of(answer(
                        List.of(MONTH, new AnswerColumn("region", ""), TOTAL, coverage),
                        List.of(threshold),
                        List.of(
                                row("2026-09", "*", "1", "1"),
                                row("2026-10", "us-east-1", "1", "50"),
                                row("2026-10", "*", "1", "71.5")))))
                .containsExactly(new Chart.Gauge(
                        "some: coverage, 2026-10",
                        "coverage",
                        new BigDecimal("71.5"),
                        new BigDecimal("70"),
                        new BigDecimal("80")));
    }

    @Test
    void theGaugeOfAllIsNamedByItsColumnWhateverItsRowAdvises() {
        AnswerColumn coverage = new AnswerColumn("coverage", "in percent, double");
        assertThat(AnswerCharts.of(answer(
                        List.of(MONTH, new AnswerColumn("region", ""), new AnswerColumn("advice", ""), coverage),
                        List.of(new QueryAnswer.Threshold("coverage", new BigDecimal("70"), new BigDecimal("80"))),
                        List.of(
                                row("2026-10", "us-east-1", "as it is", "90"),
                                row("2026-10", "*", "consider more", "49")))))
                .singleElement()
                .satisfies(gauge -> assertThat(gauge.description()).startsWith("coverage is 49.0 %"));
    }

    @Test
    void waysBecomeAMapOfTheLatestMonth() {
        assertThat(AnswerCharts.of(answer(
                        List.of(
                                MONTH,
                                new AnswerColumn("from_place", ""),
                                new AnswerColumn("to_place", ""),
                                CURRENCY,
                                TOTAL),
                        List.of(),
                        List.of(
                                row("2026-10", "us-east-1", "internet", "USD", "2"),
                                row("2026-10", "us-east-1", "internet", "USD", "3"),
                                row("2026-09", "us-east-1", "us-west-2", "USD", "9")))))
                .containsExactly(new Chart.TransferMap(
                        "some: total cost, 2026-10",
                        "USD",
                        List.of(new Chart.TransferMap.Flow("us-east-1", "internet", new BigDecimal("5")))));
    }

    @Test
    void anAnswerWithoutRowsOrNumbersBecomesNone() {
        assertThat(AnswerCharts.of(answer(List.of(MONTH, TOTAL), List.of(), List.of())))
                .isEmpty();
        assertThat(AnswerCharts.of(answer(List.of(MONTH), List.of(), List.of(row("2026-10")))))
                .isEmpty();
    }
}
