package dev.lamplighter.cost.chart;

/** Draws one form of chart, laid out for any width. */
sealed interface SvgChartDrawing permits GaugeSvg, SignedBarsSvg, StackedMonthsSvg, TransferMapSvg {
    /** The height in pixels. */
    int height();

    void write(Markup markup);
}
