package dev.lamplighter.cost.parquet;

import java.util.ArrayList;
import java.util.List;

/** The rows held until they are written together, column by column; in groups of columns that several threads fill. */
final class RowGroup {
    private final List<ColumnGroup> groups = new ArrayList<>();
    private final List<ColumnBuffer> columns = new ArrayList<>();
    private int rows;

    /**
     * Makes an empty one.
     *
     * @param columnsPerGroup at most
     */
    RowGroup(List<TableColumn> schema, int columnsPerGroup) {
        for (int from = 0; from < schema.size(); from += columnsPerGroup) {
            ColumnGroup group = new ColumnGroup(schema.subList(from, Math.min(schema.size(), from + columnsPerGroup)));
            groups.add(group);
            columns.addAll(group.columns());
        }
    }

    /** In the order of columns. */
    List<ColumnGroup> groups() {
        return groups;
    }

    ColumnBuffer column(int index) {
        return columns.get(index);
    }

    /** Counts rows that all groups get. */
    void addRows(int count) {
        rows += count;
    }

    int rows() {
        return rows;
    }

    void clear() {
        groups.forEach(ColumnGroup::clear);
        rows = 0;
    }
}
