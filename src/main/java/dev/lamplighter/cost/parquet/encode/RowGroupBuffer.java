package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.ArrayList;
import java.util.List;

/** Holds rows until they are written together, column by column, in groups of columns that several threads fill. */
public final class RowGroupBuffer {
    private final List<ColumnGroupBuffer> groups = new ArrayList<>();
    private final List<ColumnBuffer> columns = new ArrayList<>();
    private int rows;

    /**
     * Makes an empty row group.
     *
     * @param columnsPerGroup at most
     */
    public RowGroupBuffer(List<PublishedColumn> schema, int columnsPerGroup) {
        for (int from = 0; from < schema.size(); from += columnsPerGroup) {
            ColumnGroupBuffer group =
                    new ColumnGroupBuffer(schema.subList(from, Math.min(schema.size(), from + columnsPerGroup)));
            groups.add(group);
            columns.addAll(group.columns());
        }
    }

    /** The groups, in the order of columns. */
    public List<ColumnGroupBuffer> groups() {
        return groups;
    }

    public ColumnBuffer column(int index) {
        return columns.get(index);
    }

    /** Counts rows that are added to all groups. */
    public void addRows(int count) {
        rows += count;
    }

    public int rows() {
        return rows;
    }

    public void clear() {
        groups.forEach(ColumnGroupBuffer::clear);
        rows = 0;
    }
}
