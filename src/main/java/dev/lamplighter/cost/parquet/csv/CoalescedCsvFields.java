package dev.lamplighter.cost.parquet.csv;

import java.util.Arrays;

/**
 * Walks the values of a column that is made of several fields; the value is the first field that isn't empty. The value
 * changes only where one of the fields does.
 */
public final class CoalescedCsvFields {
    private final RowBlock block;
    private final int[] fields;
    /** The change of each field that applies to the current row. */
    private final int[] current;

    private int row;
    private int nextRow;
    private int chosen;

    public CoalescedCsvFields(RowBlock block, int[] fields) {
        this.block = block;
        this.fields = fields;
        current = new int[fields.length];
    }

    /** Goes to the next rows that have the same value. */
    public boolean next() {
        row = nextRow;
        if (row >= block.rows()) {
            return false;
        }
        nextRow = block.rows();
        chosen = fields.length;
        for (int i = fields.length - 1; i >= 0; i--) {
            if (rowOfNext(i) == row) {
                current[i] += RowBlock.CHANGE_INTS;
            }
            nextRow = Math.min(nextRow, rowOfNext(i));
            chosen = length(i) != 0 ? i : chosen;
        }
        chosen = chosen == fields.length ? 0 : chosen;
        return true;
    }

    /** Goes on to the value of a row, which must not be an earlier one. */
    public void goTo(int wanted) {
        while (wanted >= nextRow && next()) {
            // until the current run contains the row
        }
    }

    public int row() {
        return row;
    }

    public int rows() {
        return nextRow - row;
    }

    /** The field that the value comes from. */
    public int field() {
        return fields[chosen];
    }

    public int start() {
        return block.changes(fields[chosen])[current[chosen] + 1];
    }

    /** The length as in {@link RowBlock#changes}. */
    public int length() {
        return length(chosen);
    }

    /** Whether several fields aren't empty and differ; then only the first is the value. */
    public boolean disagrees() {
        for (int i = chosen + 1; i < fields.length; i++) {
            if (length(i) != 0 && !isValue(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValue(int i) {
        int bytes = length() < 0 ? ~length() : length();
        int other = block.changes(fields[i])[current[i] + 1];
        return length(i) == length()
                && Arrays.equals(block.text(), start(), start() + bytes, block.text(), other, other + bytes);
    }

    private int length(int i) {
        return block.changes(fields[i])[current[i] + 2];
    }

    private int rowOfNext(int i) {
        int next = current[i] + RowBlock.CHANGE_INTS;
        return next < block.changeInts(fields[i]) ? block.changes(fields[i])[next] : block.rows();
    }
}
