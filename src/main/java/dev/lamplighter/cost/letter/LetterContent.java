package dev.lamplighter.cost.letter;

import dev.lamplighter.cost.chart.Chart;
import java.util.List;

/** What a letter says, whatever form it takes. */
record LetterContent(String title, String report, List<String> sentences, List<Section> sections) {
    LetterContent {
        sentences = List.copyOf(sentences);
        sections = List.copyOf(sections);
    }

    /**
     * A part with charts of one answer.
     *
     * @param charts one for each currency; empty when there is nothing to draw
     * @param note which answer it is from and how old that is, or why there is nothing
     */
    record Section(String heading, List<Chart> charts, String note) {
        Section {
            charts = List.copyOf(charts);
        }
    }
}
