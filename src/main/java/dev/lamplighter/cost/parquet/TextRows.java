package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes rows of CSV as Hive's OpenCSVSerde reads them: a line a row, fields with a comma, a quote or a backslash in quotes,
 * quotes doubled, backslashes doubled, because that reader takes them as escapes.
 */
final class TextRows {
    private final LineBreaks lineBreaks;
    private OutputStream out = OutputStream.nullOutputStream();
    private long replaced;

    TextRows(LineBreaks lineBreaks) {
        this.lineBreaks = lineBreaks;
    }

    void writeTo(OutputStream out) {
        this.out = out;
    }

    /** Line breaks that became spaces. */
    long replaced() {
        return replaced;
    }

    /**
     * Writes a row's fields.
     *
     * @param fields in the order of the table; -1 for a column that the report lacks
     * @throws ProblemException COST-021 for a line break within a field
     */
    void write(CsvReader row, int[] fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            if (fields[i] >= 0) {
                writeField(row, fields[i]);
            }
        }
        out.write('\n');
    }

    private void writeField(CsvReader row, int field) throws IOException {
        byte[] bytes = row.bytes();
        int from = row.start(field);
        int length = row.length(field);
        if (isPlain(bytes, from, length)) {
            out.write(bytes, from, length);
            return;
        }
        out.write('"');
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                b = lineBreak(row, field);
            } else if (b == '"' || b == '\\') {
                out.write(b);
            }
            out.write(b);
        }
        out.write('"');
    }

    private byte lineBreak(CsvReader row, int field) {
        if (lineBreaks == LineBreaks.REFUSE) {
            throw new ProblemException(new Problem(
                    "COST-021",
                    row.place(field),
                    "a line break in a field",
                    "a table over text has a row in each line",
                    "set cost.text.line-breaks=space, or use the table over Parquet, which has them"));
        }
        replaced++;
        return ' ';
    }

    private static boolean isPlain(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            if (b == ',' || b == '"' || b == '\\' || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
