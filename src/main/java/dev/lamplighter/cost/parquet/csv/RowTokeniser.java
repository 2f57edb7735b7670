package dev.lamplighter.cost.parquet.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the fields of a block's rows (RFC 4180) and notes those that differ from the row above; the text stays as it is.
 * What equals the row above, byte by byte and up to the end of a field, is not looked at a second time: neighbouring rows of
 * a report share most of their fields.
 *
 * <p>Lines end with LF or CRLF, the last one may lack its end. What RFC 4180 does not allow (a quote within an unquoted
 * field, text behind a closing quote, a lone CR) is refused, as no meaning is certain. For one thread at a time.
 */
public final class RowTokeniser {
    private static final int MAX_HEADER_FIELDS = 1 << 14;

    private final int fields;
    /** Where each field of the row begins, quotes included; of the row above where this row has not come to it yet. */
    private final int[] starts;

    private byte[] text = {};
    private int end;
    private boolean tooLong;
    private int row;
    /** Of the field last scanned: where its text lies inside quotes, see {@link TextBlock#changes}, and its delimiter. */
    private int contentStart;

    private int contentLength;
    private int delimiter;

    public RowTokeniser(int fields) {
        this.fields = fields;
        starts = new int[fields + 1];
    }

    /** The fields of the first row of a file, and where the next row begins. */
    record Header(List<String> names, int end) {}

    /** Reads the first row of a file from its first block; every row must have as many fields. */
    static Header header(TextBlock block, String file) {
        RowTokeniser tokeniser = new RowTokeniser(0);
        tokeniser.begin(block);
        List<String> names = new ArrayList<>();
        int at = 0;
        boolean more = block.end() > 0;
        try {
            while (more) {
                if (names.size() == MAX_HEADER_FIELDS) {
                    throw new RefusedRow(RowFailure.ragged(0, "more than " + names.size() + " fields", names.size()));
                }
                tokeniser.scan(names.size(), at);
                names.add(tokeniser.content());
                more = tokeniser.text[tokeniser.delimiter] == ',';
                at = tokeniser.delimiter + 1;
            }
        } catch (RefusedRow e) {
            throw e.failure().at(file, 1);
        }
        return new Header(names, Math.min(at, block.end()));
    }

    /** Notes the changes of all rows in the block; a row that is refused ends them. */
    public void tokenise(TextBlock block) {
        begin(block);
        int at = block.firstRow();
        try {
            while (at < end) {
                at = readRow(block, at);
                row++;
            }
        } catch (RefusedRow e) {
            block.fail(e.failure());
        }
        block.setRows(row, ByteCount.of((byte) '\n', text, 0, end));
    }

    private void begin(TextBlock block) {
        text = block.text();
        end = block.end();
        tooLong = block.isTooLong();
        row = 0;
    }

    /** Returns where the next row begins. */
    private int readRow(TextBlock block, int rowStart) throws RefusedRow {
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
            scan(field, at);
            block.addChange(field, row, contentStart, contentLength);
            at = delimiter + 1;
            boolean rowEnded = text[delimiter] == '\n';
            if (rowEnded != (field + 1 == fields)) {
                String found = rowEnded ? (field + 1) + " fields" : "more than " + fields + " fields";
                throw new RefusedRow(RowFailure.ragged(row, found, fields));
            }
        }
        starts[fields] = at;
        return at;
    }

    /** How many bytes from here on equal the row above, from the same field on. */
    private int equalBytes(int at, int above) {
        if (text[at] != text[above]) {
            return 0;
        }
        int most = Math.min(end - at, starts[fields] - above);
        int equal = Arrays.mismatch(text, at, at + most, text, above, above + most);
        return equal < 0 ? most : equal;
    }

    /** Finds the end of the field that begins at {@code start}. */
    private void scan(int field, int start) throws RefusedRow {
        if (text[start] == '"') {
            scanQuoted(field, start + 1);
        } else {
            scanPlain(field, start);
        }
        if (text[delimiter] == '\r') {
            if (delimiter + 1 >= end || text[delimiter + 1] != '\n') {
                throw malformed(field, "a carriage return without a line feed");
            }
            delimiter++;
        }
        if (delimiter >= end && tooLong) {
            throw new RefusedRow(RowFailure.tooLong(row, end));
        }
    }

    private void scanPlain(int field, int start) throws RefusedRow {
        int at = start;
        while (true) {
            byte b = text[at];
            if (b <= ',') {
                if (b == ',' || b == '\n' || b == '\r') {
                    break;
                }
                if (b == '"') {
                    throw malformed(field, "a quote inside a field that does not begin with one");
                }
            }
            at++;
        }
        contentStart = start;
        contentLength = at - start;
        delimiter = at;
    }

    private void scanQuoted(int field, int start) throws RefusedRow {
        boolean doubled = false;
        int at = start;
        while (true) {
            while (at < end && text[at] != '"') {
                at++;
            }
            if (at >= end && tooLong) {
                throw new RefusedRow(RowFailure.tooLong(row, end));
            }
            if (at >= end) {
                throw malformed(field, "a quoted field that is not closed before the file ends");
            }
            if (at + 1 >= end || text[at + 1] != '"') {
                break;
            }
            doubled = true;
            at += 2;
        }
        contentStart = start;
        contentLength = doubled ? ~(at - start) : at - start;
        delimiter = at + 1;
        byte b = text[delimiter];
        if (b != ',' && b != '\n' && b != '\r') {
            throw malformed(field, "text behind a closing quote");
        }
    }

    private String content() {
        int length = contentLength < 0 ? ~contentLength : contentLength;
        String content = new String(text, contentStart, length, StandardCharsets.UTF_8);
        return contentLength < 0 ? content.replace("\"\"", "\"") : content;
    }

    private RefusedRow malformed(int field, String what) {
        return new RefusedRow(RowFailure.malformed(row, field, what));
    }

    /** Ends a block's rows. */
    private static final class RefusedRow extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RowFailure failure;

        RefusedRow(RowFailure failure) {
            super(failure.what(), null, false, false);
            this.failure = failure;
        }

        RowFailure failure() {
            return failure;
        }
    }
}
