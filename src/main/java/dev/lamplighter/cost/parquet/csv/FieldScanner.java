package dev.lamplighter.cost.parquet.csv;

import java.nio.charset.StandardCharsets;

/** Finds the end of a field by RFC 4180, and the position of its text. Not thread-safe. */
final class FieldScanner {
    private byte[] text = {};
    private int end;
    private boolean tooLong;
    private int contentStart;
    private int contentLength;
    private int delimiter;

    void begin(RowBlock block) {
        text = block.text();
        end = block.end();
        tooLong = block.isTooLong();
    }

    /** The position of the text of the field that was scanned last, inside its quotes. */
    int contentStart() {
        return contentStart;
    }

    /** Its length as in {@link RowBlock#changes}. */
    int contentLength() {
        return contentLength;
    }

    /** The position of the comma or line feed that ends the field. */
    int delimiter() {
        return delimiter;
    }

    boolean endsRow() {
        return text[delimiter] == '\n';
    }

    String content() {
        int length = contentLength < 0 ? ~contentLength : contentLength;
        String content = new String(text, contentStart, length, StandardCharsets.UTF_8);
        return contentLength < 0 ? content.replace("\"\"", "\"") : content;
    }

    /**
     * Scans the field that begins at {@code start}.
     *
     * @param row the row, for refusals
     * @param field the field, for refusals
     */
    void scan(int row, int field, int start) throws RefusedRowException {
        if (text[start] == '"') {
            scanQuoted(row, field, start + 1);
        } else {
            scanPlain(row, field, start);
        }
        if (text[delimiter] == '\r') {
            if (delimiter + 1 >= end || text[delimiter + 1] != '\n') {
                throw new RefusedRowException(
                        RowFailure.malformed(row, field, "a carriage return without a line feed"));
            }
            delimiter++;
        }
        if (delimiter >= end && tooLong) {
            throw new RefusedRowException(RowFailure.tooLong(row, end));
        }
    }

    private void scanPlain(int row, int field, int start) throws RefusedRowException {
        int at = start;
        while (true) {
            byte b = text[at];
            if (b <= ',') {
                if (b == ',' || b == '\n' || b == '\r') {
                    break;
                }
                if (b == '"') {
                    throw new RefusedRowException(
                            RowFailure.malformed(row, field, "a quote inside a field that does not begin with one"));
                }
            }
            at++;
        }
        contentStart = start;
        contentLength = at - start;
        delimiter = at;
    }

    private void scanQuoted(int row, int field, int start) throws RefusedRowException {
        boolean doubled = false;
        int at = start;
        while (true) {
            while (at < end && text[at] != '"') {
                at++;
            }
            if (at >= end && tooLong) {
                throw new RefusedRowException(RowFailure.tooLong(row, end));
            }
            if (at >= end) {
                throw new RefusedRowException(
                        RowFailure.malformed(row, field, "a quoted field that is not closed before the file ends"));
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
            throw new RefusedRowException(RowFailure.malformed(row, field, "text behind a closing quote"));
        }
    }
}
