package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.csv.CoalescedCsvFields;
import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.csv.RowFailure;
import dev.lamplighter.cost.parquet.schema.HeaderMatcher;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;

/**
 * Writes rows of CSV as Hive's OpenCSVSerde reads them: one line per row; fields with a comma, a quote or a backslash are
 * quoted; quotes are doubled, and so are backslashes, because that reader takes them as escapes.
 */
final class OpenCsvSerdeWriter {
    private final LineBreakPolicy lineBreakPolicy;
    private long replaced;

    OpenCsvSerdeWriter(LineBreakPolicy lineBreakPolicy) {
        this.lineBreakPolicy = lineBreakPolicy;
    }

    /** The number of line breaks that became spaces. */
    long replaced() {
        return replaced;
    }

    /**
     * Writes a block's rows; if line breaks are refused, the first row with one in a field is refused.
     *
     * @param fields the fields of each column, see {@link HeaderMatcher}; none for a column that the report lacks
     */
    void write(RowBlock block, int[][] fields, OutputStream out) throws IOException {
        CoalescedCsvFields[] columns = Stream.of(fields)
                .map(from -> new CoalescedCsvFields(block, from))
                .toArray(CoalescedCsvFields[]::new);
        for (int row = 0; row < block.rows(); row++) {
            for (int column = 0; column < columns.length; column++) {
                if (column > 0) {
                    out.write(',');
                }
                if (fields[column].length > 0) {
                    columns[column].goTo(row);
                    writeField(block, row, columns[column], out);
                }
            }
            out.write('\n');
        }
    }

    private void writeField(RowBlock block, int row, CoalescedCsvFields field, OutputStream out) throws IOException {
        byte[] text = block.text();
        int from = field.start();
        int length = field.length();
        if (length >= 0 && isPlain(text, from, length)) {
            out.write(text, from, length);
            return;
        }
        out.write('"');
        int end = from + (length < 0 ? ~length : length);
        for (int at = from; at < end; at++) {
            byte b = text[at]; // quotes are doubled already
            if (b == '\\') {
                out.write(b);
            } else if (b == '\n' || b == '\r') {
                lineBreak(block, row, field.field());
                b = ' ';
            }
            out.write(b);
        }
        out.write('"');
    }

    private void lineBreak(RowBlock block, int row, int field) {
        if (lineBreakPolicy == LineBreakPolicy.REFUSE) {
            block.fail(RowFailure.lineBreak(row, field));
        }
        replaced++;
    }

    private static boolean isPlain(byte[] text, int from, int length) {
        for (int at = from; at < from + length; at++) {
            byte b = text[at];
            if (b == ',' || b == '\\' || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
