package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what a chart shows, independent of how it is drawn. All amounts of a chart have the same unit, because currencies
 * are never added up.
 */
public sealed interface Chart {
    String title();

    /** What the chart shows, in one sentence for people who can't see it. */
    String description();

    /** The values behind it. */
    ChartTable table();

    /** The unit of its amounts; empty for none. */
    default String unit() {
        return "";
    }

    private static String in(String title, String unit) {
        return unit.isEmpty() ? title : title + ", " + unit;
    }

    /** Amounts of months, one part for each service. */
    record StackedMonths(String title, String unit, List<String> months, List<Series> series) implements Chart {
        /** The amounts of one service, one for each month. */
        public record Series(String name, List<BigDecimal> amounts) {}

        public StackedMonths {
            months = List.copyOf(months);
            series = List.copyOf(series);
        }

        BigDecimal total(int month) {
            return series.stream().map(each -> each.amounts().get(month)).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public String description() {
            int last = months.size() - 1;
            return last < 0
                    ? "no month"
                    : months.get(0) + " to " + months.get(last) + "; " + months.get(last) + " is "
                            + in(RoundedNumber.amount(total(last)), unit).replace(", ", " ");
        }

        @Override
        public ChartTable table() {
            List<String> headings = new ArrayList<>(List.of(in("service", unit)));
            headings.addAll(months);
            List<List<ChartTable.Cell>> rows = new ArrayList<>();
            for (Series each : series) {
                List<ChartTable.Cell> row = new ArrayList<>(List.of(ChartTable.Cell.text(each.name())));
                each.amounts().forEach(amount -> row.add(ChartTable.Cell.amount(amount)));
                rows.add(row);
            }
            List<ChartTable.Cell> totals = new ArrayList<>(List.of(ChartTable.Cell.text("all")));
            for (int month = 0; month < months.size(); month++) {
                totals.add(ChartTable.Cell.amount(total(month)));
            }
            rows.add(totals);
            return new ChartTable(headings, rows);
        }
    }

    /** Amounts of either sign, the largest first. */
    record SignedBars(String title, String unit, List<Bar> bars) implements Chart {
        /** A bar of an amount below zero lies on the other side of zero. */
        public record Bar(String name, BigDecimal amount) {}

        public SignedBars {
            bars = List.copyOf(bars);
        }

        @Override
        public String description() {
            return bars.isEmpty()
                    ? "nothing"
                    : bars.size() + " bars; the first is " + bars.get(0).name() + " with "
                            + RoundedNumber.amount(bars.get(0).amount()) + (unit.isEmpty() ? "" : " " + unit);
        }

        @Override
        public ChartTable table() {
            return new ChartTable(
                    List.of("", in("amount", unit)),
                    bars.stream()
                            .map(bar -> List.of(ChartTable.Cell.text(bar.name()), ChartTable.Cell.amount(bar.amount())))
                            .toList());
        }
    }

    /**
     * A share in percent, with the number below which somebody must act, and the target.
     *
     * @param of what it is a share of
     */
    record Gauge(String title, String of, BigDecimal percent, BigDecimal below, BigDecimal until) implements Chart {
        /** What the value means, in words. */
        public String verdict() {
            if (percent.compareTo(below) < 0) {
                return "below " + below + " %: act";
            }
            return percent.compareTo(until) < 0
                    ? "between " + below + " % and " + until + " %: watch"
                    : until + " % or more: as it should be";
        }

        @Override
        public String description() {
            return of + " is " + RoundedNumber.percent(percent) + ", " + verdict();
        }

        @Override
        public ChartTable table() {
            return new ChartTable(
                    List.of("", "percent"),
                    List.of(
                            List.of(ChartTable.Cell.text(of), ChartTable.Cell.percent(percent)),
                            List.of(ChartTable.Cell.text("act below"), ChartTable.Cell.percent(below)),
                            List.of(ChartTable.Cell.text("aimed at"), ChartTable.Cell.percent(until))));
        }
    }

    /** Transfers from one place to another, the most expensive first. */
    record TransferMap(String title, String unit, List<Flow> flows) implements Chart {
        /** What was moved from one place to another, and what it cost. */
        public record Flow(String from, String to, BigDecimal amount) {}

        public TransferMap {
            flows = List.copyOf(flows);
        }

        @Override
        public String description() {
            return flows.isEmpty()
                    ? "nothing is moved"
                    : flows.size() + " ways; the most expensive is from "
                            + flows.get(0).from() + " to "
                            + flows.get(0).to() + " with "
                            + RoundedNumber.amount(flows.get(0).amount())
                            + (unit.isEmpty() ? "" : " " + unit);
        }

        @Override
        public ChartTable table() {
            return new ChartTable(
                    List.of("from", "to", in("cost", unit)),
                    flows.stream()
                            .map(flow -> List.of(
                                    ChartTable.Cell.text(flow.from()),
                                    ChartTable.Cell.text(flow.to()),
                                    ChartTable.Cell.amount(flow.amount())))
                            .toList());
        }
    }

    /**
     * Things, each with an amount as a bar and a row of a table that says more about it.
     *
     * @param bars in the order of the rows
     */
    record Listing(String title, String unit, List<SignedBars.Bar> bars, ChartTable table) implements Chart {
        public Listing {
            bars = List.copyOf(bars);
        }

        @Override
        public String description() {
            return new SignedBars(title, unit, bars).description();
        }
    }
}
