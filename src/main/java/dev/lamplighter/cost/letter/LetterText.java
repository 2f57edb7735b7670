package dev.lamplighter.cost.letter;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.cost.answer.DisplayWidth;
import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.ChartTable;
import java.util.ArrayList;
import java.util.List;

/** Writes a letter as plain text: its sentences, then the tables behind its charts. */
final class LetterText {
    private static final int LONGEST_CELL = 40;

    private LetterText() {}

    static List<String> of(LetterContent letter) {
        List<String> lines = new ArrayList<>();
        lines.add(letter.title());
        lines.add(letter.report());
        if (!letter.warning().isEmpty()) {
            lines.addAll(List.of("", letter.warning()));
        }
        if (!letter.figures().isEmpty()) {
            lines.add("");
        }
        letter.figures()
                .forEach(figure -> lines.add("  " + figure.name() + ": " + figure.value()
                        + (figure.beside().isEmpty() ? "" : " (" + figure.beside() + ")")));
        letter.sentences().forEach(sentence -> lines.addAll(List.of("", sentence)));
        for (LetterContent.Section section : letter.sections()) {
            lines.addAll(List.of("", section.heading()));
            if (!section.lead().isEmpty()) {
                lines.add(section.lead());
            }
            section.charts().forEach(chart -> chart(lines, chart));
            lines.add(section.note());
        }
        return lines.stream().map(VisibleText::of).map(String::stripTrailing).toList();
    }

    private static void chart(List<String> lines, Chart chart) {
        ChartTable table = chart.table();
        int[] widths = new int[table.headings().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    DisplayWidth.of(table.headings().get(i)),
                    table.rows().stream()
                            .mapToInt(row -> DisplayWidth.of(shown(row.get(column))))
                            .max()
                            .orElse(0));
        }
        lines.add(line(headings(table), widths));
        table.rows().forEach(row -> lines.add(line(row, widths)));
    }

    /** On the side of their columns. */
    private static List<ChartTable.Cell> headings(ChartTable table) {
        List<ChartTable.Cell> headings = new ArrayList<>();
        for (int i = 0; i < table.headings().size(); i++) {
            boolean isNumeric =
                    !table.rows().isEmpty() && table.rows().get(0).get(i).isNumeric();
            headings.add(new ChartTable.Cell(table.headings().get(i), isNumeric ? "number" : ""));
        }
        return headings;
    }

    private static String line(List<ChartTable.Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = shown(cells.get(i));
            line.append("  ")
                    .append(
                            cells.get(i).isNumeric()
                                    ? DisplayWidth.padLeft(text, widths[i])
                                    : DisplayWidth.padRight(text, widths[i]));
        }
        return line.toString();
    }

    private static String shown(ChartTable.Cell cell) {
        return DisplayWidth.cut(VisibleText.of(cell.shown()), LONGEST_CELL);
    }
}
