package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.util.List;

/** Draws amounts as horizontal bars from zero: increases to the right, decreases to the left. */
final class SignedBarsSvg implements SvgChartDrawing {
    private static final int ROW = 44;
    private static final int BAR = 16;
    private static final int BASELINE = 16;

    private final Chart.SignedBars chart;
    private final String id;
    private final String plus;

    /** @param plus written before what is above zero */
    SignedBarsSvg(Chart.SignedBars chart, String id, String plus) {
        this.chart = chart;
        this.id = id;
        this.plus = plus;
    }

    @Override
    public int height() {
        return Math.max(1, chart.bars().size()) * ROW + 4;
    }

    @Override
    public void write(Markup markup) {
        List<Chart.SignedBars.Bar> bars = chart.bars();
        Scale scale = new Scale(bars.stream().map(Chart.SignedBars.Bar::amount).toList(), 100);
        String zero = Scale.percent(scale.zero());
        for (int i = 0; i < bars.size(); i++) {
            Chart.SignedBars.Bar bar = bars.get(i);
            boolean isMore = bar.amount().signum() >= 0;
            double length = scale.length(bar.amount());
            int y = i * ROW;
            markup.element("text", SvgCharts.label(bar.name()), "class", "lc-ink", "x", 0, "y", y + BASELINE);
            markup.element(
                    "text", signed(bar),
                    "class", "lc-ink",
                    "text-anchor", "end",
                    "x", "100%",
                    "y", y + BASELINE);
            markup.open(
                            "rect",
                            "x",
                            Scale.percent(isMore ? scale.zero() : scale.zero() - length),
                            "y",
                            y + BASELINE + 6,
                            "width",
                            Scale.percent(length),
                            "height",
                            BAR,
                            "fill",
                            SvgStyle.fill(id, isMore ? SvgStyle.MORE : SvgStyle.LESS))
                    .element("title", bar.name() + ": " + bar.amount().toPlainString() + " " + chart.unit())
                    .close();
            markup.empty(
                    "line",
                    "class",
                    "lc-mark",
                    "x1",
                    zero,
                    "x2",
                    zero,
                    "y1",
                    y + BASELINE + 4,
                    "y2",
                    y + BASELINE + BAR + 8);
        }
    }

    private String signed(Chart.SignedBars.Bar bar) {
        return (bar.amount().signum() > 0 ? plus : "") + RoundedNumber.amount(bar.amount());
    }
}
