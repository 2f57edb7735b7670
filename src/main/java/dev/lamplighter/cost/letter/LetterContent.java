package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.chart.Chart;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a letter says, whatever form it takes.
 *
 * @param warning which answers are out of date; empty if none is
 */
record LetterContent(
        String title,
        String report,
        String warning,
        List<Figure> figures,
        List<String> sentences,
        List<Section> sections) {
    LetterContent {
        figures = List.copyOf(figures);
        sentences = List.copyOf(sentences);
        sections = List.copyOf(sections);
    }

    /**
     * One number of the month, to be read at a glance.
     *
     * @param exact the value with every digit
     * @param budget null for a figure that is about no budget
     */
    record Figure(
            String name,
            String value,
            String beside,
            String exact,
            @Nullable Budget budget) {}

    /**
     * How much of a budget is used, in percent.
     *
     * @param forecast by the end of the month; null while there is no forecast
     */
    record Budget(BigDecimal spent, @Nullable BigDecimal forecast) {}

    /**
     * A part with charts of one answer.
     *
     * @param lead what the charts show, in a line
     * @param charts one for each currency; empty when there is nothing to draw
     * @param note which answer it is from and how old that is, or why there is nothing
     */
    record Section(String heading, String lead, List<Chart> charts, String note) {
        Section {
            charts = List.copyOf(charts);
        }
    }
}
