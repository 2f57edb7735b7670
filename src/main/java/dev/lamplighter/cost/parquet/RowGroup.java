package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.util.List;

/** The rows held until they are written together, column by column. */
final class RowGroup {
    private final ConversionLimits limits;
    private final EncoderMemory memory = new EncoderMemory();
    private final List<TableColumn> schema;
    private final List<ColumnBuffer> columns;
    private int rows;

    RowGroup(ReportSchema schema, ConversionLimits limits) {
        this.limits = limits;
        this.schema = schema.columns();
        columns = schema.columns().stream()
                .map(column -> new ColumnBuffer(column.type(), memory))
                .toList();
    }

    /**
     * Appends the reader's current row.
     *
     * @param fields of each column, see {@link HeaderMatch}
     * @throws ProblemException COST-016 to COST-018 naming file, line and field
     */
    void add(CsvReader row, int[][] fields) {
        for (int column = 0; column < fields.length; column++) {
            int field = firstFilled(row, fields[column]);
            try {
                columns.get(column).add(row.bytes(), row.start(field), row.length(field));
            } catch (BadValueException e) {
                throw refused(row.place(field), schema.get(column).name(), e);
            }
        }
        rows++;
    }

    boolean isFull() {
        return rows >= limits.rowGroupRows() || memory.bytes() >= limits.rowGroupMemoryBytes();
    }

    int rows() {
        return rows;
    }

    ColumnBuffer column(int index) {
        return columns.get(index);
    }

    void clear() {
        columns.forEach(ColumnBuffer::clear);
        rows = 0;
    }

    private static ProblemException refused(String place, String column, BadValueException e) {
        String fix = "wait for the next delivery; nothing of this version was published";
        return new ProblemException(new Problem(e.code(), place, column + " is " + e.what(), e.why(), fix), e);
    }

    /** Of the fields a merged column comes from, the one that counts. */
    static int firstFilled(CsvReader row, int[] fields) {
        for (int field : fields) {
            if (row.length(field) > 0) {
                return field;
            }
        }
        return fields[0];
    }
}
