package dev.lamplighter.cost.parquet.csv;

import java.util.Arrays;

/**
 * Finds the fields of a block's rows (RFC 4180) and notes those that differ from the row above; the text stays as it is.
 * Fields that equal those of the row above, byte by byte, are not parsed again: neighbouring rows of a report share most of
 * their fields.
 *
 * <p>Lines end with LF or CRLF, the last one may lack its end. What RFC 4180 does not allow (a quote within an unquoted
 * field, text after a closing quote, a CR alone) is refused, because its meaning is uncertain. Not thread-safe.
 */
public final class RowTokeniser {
    private final int fields;
    /** The position of each field of the row, quotes included; for fields not reached yet, that in the row above. */
    private final int[] starts;

    private final FieldScanner scanner = new FieldScanner();

    private byte[] text = {};
    private int end;
    private int row;

    public RowTokeniser(int fields) {
        this.fields = fields;
        starts = new int[fields + 1];
    }

    /** Records the changes of all rows in the block, up to the first row that is refused. */
    public void tokenise(RowBlock block) {
        begin(block);
        int at = block.firstRow();
        try {
            while (at < end) {
                at = readRow(block, at);
                row++;
            }
        } catch (RefusedRowException e) {
            block.fail(e.failure());
        }
        block.setRows(row, ByteOccurrenceCount.of((byte) '\n', text, 0, end));
    }

    private void begin(RowBlock block) {
        text = block.text();
        end = block.end();
        scanner.begin(block);
        row = 0;
    }

    /** Reads a row; returns the position of the next one. */
    private int readRow(RowBlock block, int rowStart) throws RefusedRowException {
        int at = rowStart;
        for (int field = 0; field < fields; field++) {
            if (row > 0) {
                int above = starts[field];
                int equalEnd = above + equalBytes(at, above);
                int moved = at - above;
                while (field < fields && starts[field + 1] <= equalEnd) {
                    starts[field++] += moved;
                }
                at = starts[field] + moved;
                if (field == fields) {
                    break;
                }
            }
            starts[field] = at;
            scanner.scan(row, field, at);
            block.addChange(field, row, scanner.contentStart(), scanner.contentLength());
            at = scanner.delimiter() + 1;
            boolean rowEnded = scanner.endsRow();
            if (rowEnded != (field + 1 == fields)) {
                String found = rowEnded ? (field + 1) + " fields" : "more than " + fields + " fields";
                throw new RefusedRowException(RowFailure.ragged(row, found, fields));
            }
        }
        starts[fields] = at;
        return at;
    }

    /** How many bytes from here on equal those of the row above, from the same field on. */
    private int equalBytes(int at, int above) {
        if (text[at] != text[above]) {
            return 0;
        }
        int most = Math.min(end - at, starts[fields] - above);
        int equal = Arrays.mismatch(text, at, at + most, text, above, above + most);
        return equal < 0 ? most : equal;
    }
}
