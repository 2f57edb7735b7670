package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.csv.CoalescedCsvFields;
import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.csv.RowFailure;
import dev.lamplighter.cost.parquet.schema.BadValueException;
import dev.lamplighter.cost.parquet.schema.HeaderMatcher;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.Arrays;
import java.util.List;

/** Holds some neighbouring columns of a row group, filled and encoded by one thread at a time. */
public final class ColumnGroupBuffer {
    private final EncoderMemory memory = new EncoderMemory();
    private final List<PublishedColumn> schema;
    private final List<ColumnBuffer> columns;
    /** For each column the rows in which its fields differ. */
    private final long[] disagreeing;

    ColumnGroupBuffer(List<PublishedColumn> schema) {
        this.schema = schema;
        columns = schema.stream()
                .map(column -> new ColumnBuffer(column.type(), memory))
                .toList();
        disagreeing = new long[schema.size()];
    }

    public List<ColumnBuffer> columns() {
        return columns;
    }

    /**
     * Appends the rows of a block; refuses the first row in which a text is not a value of its column's type.
     *
     * @param fields of each column of this group, see {@link HeaderMatcher}
     */
    public void add(RowBlock block, List<int[]> fields) {
        for (int column = 0; column < fields.size(); column++) {
            int[] sources = fields.get(column);
            if (sources.length == 1) {
                int field = sources[0];
                add(block, column, field, block.changes(field), block.changeInts(field));
            } else {
                addMerged(block, column, new CoalescedCsvFields(block, sources));
            }
        }
        block.addEncoderBytes(memory.bytes());
    }

    /** The rows in which a column, counted from 0 in this group, comes from several fields that differ. */
    public long disagreeing(int column) {
        return disagreeing[column];
    }

    void clear() {
        columns.forEach(ColumnBuffer::clear);
        Arrays.fill(disagreeing, 0);
    }

    private void add(RowBlock block, int column, int field, int[] changes, int ints) {
        ColumnBuffer buffer = columns.get(column);
        for (int at = 0; at < ints; at += RowBlock.CHANGE_INTS) {
            int row = changes[at];
            int next = at + RowBlock.CHANGE_INTS < ints ? changes[at + RowBlock.CHANGE_INTS] : block.rows();
            int rows = Math.min(next, block.rows()) - row;
            if (rows <= 0) {
                return; // a row that was refused
            }
            try {
                buffer.add(block.text(), changes[at + 1], changes[at + 2], rows);
            } catch (BadValueException e) {
                block.fail(RowFailure.badValue(row, field, schema.get(column).name(), e));
                return;
            }
        }
    }

    private void addMerged(RowBlock block, int column, CoalescedCsvFields values) {
        while (values.next()) {
            try {
                columns.get(column).add(block.text(), values.start(), values.length(), values.rows());
                disagreeing[column] += values.disagrees() ? values.rows() : 0;
            } catch (BadValueException e) {
                String name = schema.get(column).name();
                block.fail(RowFailure.badValue(values.row(), values.field(), name, e));
                return;
            }
        }
    }
}
