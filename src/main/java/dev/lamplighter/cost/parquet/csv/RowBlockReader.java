package dev.lamplighter.cost.parquet.csv;

import dev.lamplighter.cost.parquet.schema.HeaderMatcher;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Reads a report file as blocks of rows after its header. Blocks are finished in order, so that refusals can name the line.
 */
public final class RowBlockReader {
    private final RowCutter cutter;
    private final String file;
    private int fieldCount;
    private long linesFinished;

    /**
     * Makes it; {@link #begin} reads the first block.
     *
     * @param file its name in problems
     */
    public RowBlockReader(InputStream text, String file, int rowLimitBytes) {
        cutter = new RowCutter(text, rowLimitBytes);
        this.file = file;
    }

    /**
     * Fills the first block, to be called once; it may have no rows.
     *
     * @return for each column of the table the fields that it is made of, see {@link HeaderMatcher}
     * @throws dev.lamplighter.base.ProblemException COST-012 when the headers are not those of the report
     */
    public int[][] begin(RowBlock block, ReportTableSchema schema) throws IOException {
        cutter.fill(block, false);
        HeaderRow header = HeaderRow.of(block, file);
        List<String> names = header.names();
        int[][] fields = HeaderMatcher.fields(file + ":1", schema, names);
        fieldCount = names.size();
        block.expectFields(fieldCount);
        block.setFirstRow(header.end());
        return fields;
    }

    /** Fills the next block, which must be new or {@linkplain RowBlock#clear() cleared}; false after the last. */
    public boolean next(RowBlock block) throws IOException {
        return cutter.fill(block, fieldCount == 1);
    }

    /** Its name in problems. */
    public String file() {
        return file;
    }

    /** How many fields each row must have. */
    public int fieldCount() {
        return fieldCount;
    }

    /** Counts a block's lines, in the order of blocks, or refuses its first bad row. */
    public void finish(RowBlock block) {
        RowFailure failure = block.failure();
        if (failure != null) {
            throw failure.at(file, 1 + linesFinished + block.lineOf(failure.row()));
        }
        linesFinished += block.lines();
    }
}
