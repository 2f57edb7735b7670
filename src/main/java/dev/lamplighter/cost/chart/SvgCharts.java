package dev.lamplighter.cost.chart;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.cost.answer.DisplayWidth;
import java.util.List;

/**
 * Draws charts as SVG. They are as wide as their container, so that text has the same size on a phone and on a desktop, and
 * follow {@code prefers-color-scheme}, so that they are legible on light and dark.
 */
public final class SvgCharts {
    /** The width of a file, which has no container. */
    private static final int FILE_WIDTH = 720;

    private static final int MARGIN = 16;
    private static final int HEADING = 28;
    /** The letters of a bar's name that a phone has room for beside its number. */
    public static final int LONGEST_LABEL = 34;
    /** In characters: a third of the width of a phone. */
    private static final int LONGEST_PLACE = 15;

    private SvgCharts() {}

    /** Writes a chart as an element of a page. */
    public static void write(Chart chart, Markup markup, String id) {
        SvgChartDrawing drawing = drawing(chart, id);
        open(markup, chart.title(), chart.description(), id, "100%", drawing.height());
        SvgStyle.write(markup, id);
        drawing.write(markup);
        markup.close();
    }

    /** A complete file, with the charts one below the other. */
    public static String document(List<Chart> charts) {
        Markup markup = new Markup();
        int height = MARGIN + charts.stream().mapToInt(SvgCharts::heightInFile).sum();
        String titles = String.join("; ", charts.stream().map(Chart::title).toList());
        String descriptions =
                String.join("; ", charts.stream().map(Chart::description).toList());
        open(markup, titles, descriptions, "charts", Integer.toString(FILE_WIDTH), height);
        markup.element("style", ".lc-page{fill:#ffffff}@media (prefers-color-scheme: dark){.lc-page{fill:#161616}}");
        markup.empty("rect", "class", "lc-page", "width", "100%", "height", "100%");
        int y = MARGIN;
        for (int i = 0; i < charts.size(); i++) {
            markup.open(
                    "svg",
                    "x",
                    MARGIN,
                    "y",
                    y,
                    "width",
                    FILE_WIDTH - 2 * MARGIN,
                    "height",
                    heightInFile(charts.get(i)));
            markup.element("text", charts.get(i).title(), "class", "lc-ink", "font-weight", "bold", "x", 0, "y", 16);
            markup.open(
                    "svg",
                    "y",
                    HEADING,
                    "width",
                    "100%",
                    "height",
                    drawing(charts.get(i), "").height());
            SvgStyle.write(markup, "c" + i);
            drawing(charts.get(i), "c" + i).write(markup);
            markup.close().close();
            y += heightInFile(charts.get(i));
        }
        return markup.close().toString();
    }

    private static int heightInFile(Chart chart) {
        return HEADING + drawing(chart, "").height() + MARGIN;
    }

    private static void open(Markup markup, String title, String description, String id, String width, int height) {
        markup.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "lc-svg",
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc",
                "width",
                width,
                "height",
                height);
        markup.element("title", title, "id", id + "-title");
        markup.element("desc", description, "id", id + "-desc");
    }

    private static SvgChartDrawing drawing(Chart chart, String id) {
        if (chart instanceof Chart.StackedMonths months) {
            return new StackedMonthsSvg(months, id);
        }
        if (chart instanceof Chart.SignedBars bars) {
            return new SignedBarsSvg(bars, id, "+");
        }
        if (chart instanceof Chart.Gauge gauge) {
            return new GaugeSvg(gauge, id);
        }
        if (chart instanceof Chart.Listing listing) {
            return new SignedBarsSvg(new Chart.SignedBars(listing.title(), listing.unit(), listing.bars()), id, "");
        }
        return new TransferMapSvg((Chart.TransferMap) chart, id);
    }

    /** A name, cut to the room that there is beside a number on a phone. */
    static String label(String name) {
        return DisplayWidth.cut(VisibleText.of(name), LONGEST_LABEL);
    }

    static String placeLabel(String name) {
        return DisplayWidth.cut(VisibleText.of(name), LONGEST_PLACE);
    }
}
