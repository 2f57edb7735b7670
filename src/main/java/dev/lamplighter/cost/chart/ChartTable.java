package dev.lamplighter.cost.chart;

import dev.lamplighter.cost.answer.RoundedNumber;
import java.math.BigDecimal;
import java.util.List;

/**
 * Holds the table behind a chart.
 *
 * @param headings of its columns
 */
public record ChartTable(List<String> headings, List<List<Cell>> rows) {
    /**
     * A value as it is shown.
     *
     * @param exact the same with every digit; empty for text
     */
    public record Cell(String shown, String exact) {
        public static Cell text(String text) {
            return new Cell(text, "");
        }

        public static Cell amount(BigDecimal amount) {
            return new Cell(RoundedNumber.amount(amount), amount.toPlainString());
        }

        public static Cell percent(BigDecimal percent) {
            return new Cell(RoundedNumber.percent(percent), percent.toPlainString() + " %");
        }

        public boolean isNumeric() {
            return !exact.isEmpty();
        }
    }

    public ChartTable {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }
}
