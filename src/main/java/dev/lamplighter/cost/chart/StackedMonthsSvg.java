package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Draws months as columns, their services stacked from zero: costs upwards, credits downwards. */
final class StackedMonthsSvg implements SvgChartDrawing {
    private static final int TOP = 20;
    private static final int PLOT = 180;
    private static final int MONTHS = 24;
    private static final int LEGEND_LINE = 22;

    private final Chart.StackedMonths chart;
    private final String id;
    private final Scale scale;

    StackedMonthsSvg(Chart.StackedMonths chart, String id) {
        this.chart = chart;
        this.id = id;
        List<BigDecimal> stacks = new ArrayList<>();
        for (int month = 0; month < chart.months().size(); month++) {
            stacks.add(stack(month, 1));
            stacks.add(stack(month, -1));
        }
        scale = new Scale(stacks, PLOT);
    }

    @Override
    public int height() {
        return legendTop() + chart.series().size() * LEGEND_LINE;
    }

    /** The baseline of the legend's first entry, below the line that names the month of its numbers. */
    private static int legendTop() {
        return TOP + PLOT + TOP + MONTHS + LEGEND_LINE;
    }

    /** The sum of a month's amounts of one sign. */
    private BigDecimal stack(int month, int sign) {
        return chart.series().stream()
                .map(series -> series.amounts().get(month))
                .filter(amount -> amount.signum() == sign)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public void write(Markup markup) {
        double zero = TOP + PLOT - scale.zero();
        double slot = 100.0 / Math.max(1, chart.months().size());
        for (int month = 0; month < chart.months().size(); month++) {
            String middle = Scale.percent((month + 0.5) * slot);
            write(markup, month, zero, (month + 0.15) * slot, 0.7 * slot);
            markup.element(
                    "text",
                    compact(chart.total(month)),
                    "class",
                    "lc-ink lc-small",
                    "text-anchor",
                    "middle",
                    "x",
                    middle,
                    "y",
                    Scale.number(zero - scale.length(stack(month, 1)) - 5));
            markup.element(
                    "text",
                    axisLabel(chart.months().get(month)),
                    "class",
                    "lc-faint lc-small",
                    "text-anchor",
                    "middle",
                    "x",
                    middle,
                    "y",
                    TOP + PLOT + TOP);
        }
        markup.empty(
                "line", "class", "lc-rule", "x1", 0, "x2", "100%", "y1", Scale.number(zero), "y2", Scale.number(zero));
        legend(markup);
    }

    /** The month alone, as that is what fits on a phone; whether it is whole stands above the legend. */
    private static String axisLabel(String month) {
        return month.split(" ", 2)[0];
    }

    private void write(Markup markup, int month, double zero, double left, double width) {
        double above = zero;
        double below = zero;
        for (int place = 0; place < chart.series().size(); place++) {
            Chart.StackedMonths.Series series = chart.series().get(place);
            BigDecimal amount = series.amounts().get(month);
            double height = scale.length(amount);
            if (amount.signum() == 0) {
                continue;
            }
            boolean isCost = amount.signum() > 0;
            above -= isCost ? height : 0;
            markup.open(
                    "rect",
                    "x",
                    Scale.percent(left),
                    "y",
                    Scale.number(isCost ? above : below),
                    "width",
                    Scale.percent(width),
                    "height",
                    Scale.number(height),
                    "class",
                    "lc-gap",
                    "fill",
                    SvgStyle.fill(id, place));
            markup.element(
                            "title",
                            series.name() + ", " + chart.months().get(month) + ": " + amount.toPlainString() + " "
                                    + chart.unit())
                    .close();
            below += isCost ? 0 : height;
        }
    }

    private void legend(Markup markup) {
        int first = legendTop();
        if (!chart.months().isEmpty()) {
            markup.element(
                    "text", chart.months().get(chart.months().size() - 1),
                    "class", "lc-faint lc-small",
                    "text-anchor", "end",
                    "x", "100%",
                    "y", first - LEGEND_LINE);
        }
        for (int place = 0; place < chart.series().size(); place++) {
            int y = first + place * LEGEND_LINE;
            markup.empty("rect", "x", 0, "y", y - 12, "width", 16, "height", 16, "fill", SvgStyle.fill(id, place));
            markup.element(
                    "text", SvgCharts.label(chart.series().get(place).name()), "class", "lc-ink", "x", 24, "y", y);
            markup.element(
                    "text",
                    RoundedNumber.amount(lastOf(chart.series().get(place))),
                    "class",
                    "lc-ink",
                    "text-anchor",
                    "end",
                    "x",
                    "100%",
                    "y",
                    y);
        }
    }

    private static BigDecimal lastOf(Chart.StackedMonths.Series series) {
        return series.amounts().isEmpty()
                ? BigDecimal.ZERO
                : series.amounts().get(series.amounts().size() - 1);
    }

    /** An amount short enough to be written above a column: thousands as k, millions as M. */
    private static String compact(BigDecimal amount) {
        BigDecimal size = amount.abs();
        if (size.compareTo(new BigDecimal("999999.995")) >= 0) {
            return RoundedNumber.amount(amount.movePointLeft(6)) + "M";
        }
        return size.compareTo(new BigDecimal("9999.995")) >= 0
                ? RoundedNumber.amount(amount.movePointLeft(3)) + "k"
                : RoundedNumber.amount(amount);
    }
}
