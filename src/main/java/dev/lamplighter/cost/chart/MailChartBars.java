package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Lays charts out as rows of bars, for readers that draw nothing but cells of tables. */
public final class MailChartBars {
    private MailChartBars() {}

    /** A bar with its name and its value. */
    public record Row(String name, String shown, String exact, List<Part> parts) {}

    /**
     * A stretch of a bar.
     *
     * @param width in percent of all, as in {@code 12.50%}
     * @param colour {@code #rrggbb}; empty for room
     */
    public record Part(String width, String colour) {}

    /** The rows of a chart; of months the amounts of each with its services, then the colour of each service. */
    public static List<Row> of(Chart chart) {
        if (chart instanceof Chart.StackedMonths months) {
            return months(months);
        }
        if (chart instanceof Chart.SignedBars bars) {
            return bars(bars.bars());
        }
        if (chart instanceof Chart.Listing listing) {
            return bars(listing.bars());
        }
        if (chart instanceof Chart.Gauge gauge) {
            double value = Math.max(0, Math.min(100, gauge.percent().doubleValue()));
            boolean isLow = gauge.percent().compareTo(gauge.below()) < 0;
            return List.of(new Row(
                    gauge.of() + ", " + gauge.verdict(),
                    RoundedNumber.percent(gauge.percent()),
                    gauge.percent().toPlainString() + " %",
                    filled(value, SvgStyle.colour(isLow ? SvgStyle.MORE : SvgStyle.LESS))));
        }
        List<Chart.TransferMap.Flow> flows = ((Chart.TransferMap) chart).flows();
        Scale scale = new Scale(flows.stream().map(flow -> flow.amount().abs()).toList(), 100);
        return flows.stream()
                .map(flow -> row(
                        flow.from() + " to " + flow.to(),
                        flow.amount(),
                        filled(scale.length(flow.amount()), SvgStyle.colour(SvgStyle.LESS))))
                .toList();
    }

    private static List<Row> bars(List<Chart.SignedBars.Bar> bars) {
        Scale scale = new Scale(bars.stream().map(Chart.SignedBars.Bar::amount).toList(), 100);
        return bars.stream()
                .map(bar -> row(bar.name(), bar.amount(), signed(bar.amount(), scale)))
                .toList();
    }

    private static Row row(String name, BigDecimal amount, List<Part> parts) {
        return new Row(name, RoundedNumber.amount(amount), amount.toPlainString(), parts);
    }

    private static List<Part> filled(double length, String colour) {
        return List.of(part(length, colour), part(100 - length, ""));
    }

    private static Part part(double length, String colour) {
        return new Part(Scale.percent(length), colour);
    }

    private static List<Part> signed(BigDecimal amount, Scale scale) {
        double length = scale.length(amount);
        double zero = scale.zero();
        return amount.signum() < 0
                ? List.of(part(zero - length, ""), part(length, SvgStyle.colour(SvgStyle.LESS)), part(100 - zero, ""))
                : List.of(part(zero, ""), part(length, SvgStyle.colour(SvgStyle.MORE)), part(100 - zero - length, ""));
    }

    /** Of each month what its services cost, as far as that is above zero: a cell has no room below. */
    private static List<Row> months(Chart.StackedMonths chart) {
        List<BigDecimal> costs = new ArrayList<>();
        for (int month = 0; month < chart.months().size(); month++) {
            int at = month;
            costs.add(chart.series().stream()
                    .map(series -> series.amounts().get(at).max(BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        Scale scale = new Scale(costs, 100);
        List<Row> rows = new ArrayList<>();
        for (int month = 0; month < chart.months().size(); month++) {
            List<Part> parts = new ArrayList<>();
            for (int place = 0; place < chart.series().size(); place++) {
                BigDecimal amount =
                        chart.series().get(place).amounts().get(month).max(BigDecimal.ZERO);
                parts.add(part(scale.length(amount), SvgStyle.colour(place)));
            }
            parts.add(part(100 - scale.length(costs.get(month)), ""));
            rows.add(row(chart.months().get(month), chart.total(month), parts));
        }
        if (!chart.months().isEmpty()) {
            rows.add(new Row(
                    "of " + chart.months().get(chart.months().size() - 1) + ":", "", "", List.of(part(100, ""))));
        }
        for (int place = 0; place < chart.series().size(); place++) {
            Chart.StackedMonths.Series series = chart.series().get(place);
            BigDecimal last = series.amounts().isEmpty()
                    ? BigDecimal.ZERO
                    : series.amounts().get(series.amounts().size() - 1);
            rows.add(row(series.name(), last, filled(4, SvgStyle.colour(place))));
        }
        return rows;
    }
}
