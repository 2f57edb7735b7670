package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;

/** Draws a share in percent as a bar on a track from 0 to 100, with marks at the limit and at the target. */
final class GaugeSvg implements SvgChartDrawing {
    private static final int TRACK = 30;
    private static final int THICKNESS = 24;

    private final Chart.Gauge chart;
    private final String id;

    GaugeSvg(Chart.Gauge chart, String id) {
        this.chart = chart;
        this.id = id;
    }

    @Override
    public int height() {
        return TRACK + THICKNESS + 26;
    }

    @Override
    public void write(Markup markup) {
        double value = within(chart.percent());
        boolean isLow = chart.percent().compareTo(chart.below()) < 0;
        markup.element(
                "text",
                RoundedNumber.percent(chart.percent()) + ", " + chart.verdict(),
                "class",
                "lc-ink",
                "x",
                0,
                "y",
                16);
        markup.empty("rect", "class", "lc-track", "x", 0, "y", TRACK, "width", "100%", "height", THICKNESS);
        markup.open(
                        "rect",
                        "x",
                        0,
                        "y",
                        TRACK + 4,
                        "width",
                        Scale.percent(value),
                        "height",
                        THICKNESS - 8,
                        "fill",
                        SvgStyle.fill(id, isLow ? SvgStyle.MORE : SvgStyle.LESS))
                .element("title", chart.of() + ": " + chart.percent().toPlainString() + " %")
                .close();
        mark(markup, chart.below(), "end", "act below " + chart.below() + " ");
        mark(markup, chart.until(), "start", " aim at " + chart.until());
    }

    private static void mark(Markup markup, BigDecimal at, String anchor, String text) {
        String x = Scale.percent(within(at));
        markup.empty("line", "class", "lc-mark", "x1", x, "x2", x, "y1", TRACK - 4, "y2", TRACK + THICKNESS + 6);
        markup.element(
                "text", text, "class", "lc-faint lc-small", "text-anchor", anchor, "x", x, "y", TRACK + THICKNESS + 20);
    }

    private static double within(BigDecimal percent) {
        return Math.max(0, Math.min(100, percent.doubleValue()));
    }
}
