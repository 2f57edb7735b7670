package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows of a CSV file (RFC 4180) as places in one reused block of bytes. A row lies in the block whole: when it reaches the
 * block's end it is moved to the front, and the block is filled behind it. Quotes are taken off in place.
 *
 * <p>Lines end with LF or CRLF, the last one may lack its end, a byte order mark is passed over. What RFC 4180 does not
 * allow (a quote within an unquoted field, text behind a closing quote, a lone CR) is refused, as no meaning is certain.
 */
final class CsvReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final String where;
    private final int rowLimitBytes;
    private byte[] block;
    private int rowStart;
    private int position;
    private int limit;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int fields;
    private int fieldLimit = 1 << 14;
    private long line = 1;
    private long rowLine = 1;
    private boolean begun;

    /**
     * Begins at the start of a file.
     *
     * @param where names the file in problems
     * @param blockBytes first size of the block, which grows up to {@code rowLimitBytes} for a long row
     */
    CsvReader(InputStream in, String where, int blockBytes, int rowLimitBytes) {
        this.in = in;
        this.where = where;
        this.rowLimitBytes = rowLimitBytes;
        block = new byte[blockBytes];
    }

    /**
     * Goes to the next row.
     *
     * @return false at the end of the file
     * @throws ProblemException COST-013 to COST-015 with file, line and field
     */
    boolean next() throws IOException {
        if (!begun) {
            begun = true;
            skipByteOrderMark();
        }
        fields = 0;
        rowStart = position;
        rowLine = line;
        if (position == limit && !fill()) {
            return false;
        }
        boolean rowEnded = false;
        while (!rowEnded) {
            rowEnded = readField();
        }
        return true;
    }

    /** Every later row must have this many fields. */
    void expectFields(int count) {
        fieldLimit = count;
    }

    /** Refuses a row with fewer or more fields than expected. */
    void checkFields() {
        if (fields != fieldLimit) {
            throw ragged(fields + " fields");
        }
    }

    /** Whether the current row is a line with nothing in it, and nothing but such lines follows: editors append them. */
    boolean isBlankEnd() throws IOException {
        boolean empty = fields == 1 && starts[0] == 0 && ends[0] == 0;
        while (empty && (position < limit || fill())) {
            empty = block[position] == '\n' || block[position] == '\r';
            position++;
        }
        return empty;
    }

    int fields() {
        return fields;
    }

    /** The block in which the current row lies; valid until {@link #next()}. */
    byte[] bytes() {
        return block;
    }

    /** Where in {@link #bytes()} the field begins. */
    int start(int field) {
        return rowStart + starts[field];
    }

    /** Bytes of the field, without quotes. */
    int length(int field) {
        return ends[field] - starts[field];
    }

    String text(int field) {
        return new String(block, start(field), length(field), StandardCharsets.UTF_8);
    }

    /** {@code file:line} where the current row begins, counted from 1. */
    String place() {
        return where + ":" + rowLine;
    }

    /** {@code file:line:field}, both counted from 1. */
    String place(int field) {
        return place() + ":" + (field + 1);
    }

    /** Reads the field that begins at {@code position}; true when the row ends with it. */
    private boolean readField() throws IOException {
        if (position == limit && !fill()) {
            add(position - rowStart, position - rowStart);
            return true;
        }
        return block[position] == '"' ? readQuoted() : readPlain();
    }

    private boolean readPlain() throws IOException {
        int start = position - rowStart;
        do {
            while (position < limit) {
                byte b = block[position];
                if (b == ',' || b == '\n' || b == '\r') {
                    add(start, position - rowStart);
                    return endField();
                }
                if (b == '"') {
                    throw malformed(fields, "a quote inside a field that does not begin with one");
                }
                position++;
            }
        } while (fill());
        add(start, position - rowStart);
        return true;
    }

    private boolean readQuoted() throws IOException {
        position++;
        int start = position - rowStart;
        int end = start;
        do {
            while (position < limit) {
                byte b = block[position++];
                if (b == '"') {
                    if (position == limit && !fill()) {
                        add(start, end);
                        return true;
                    }
                    if (block[position] != '"') {
                        add(start, end);
                        return endField();
                    }
                    position++;
                } else if (b == '\n') {
                    line++;
                }
                block[rowStart + end++] = b;
            }
        } while (fill());
        throw malformed(fields, "a quoted field that is not closed before the file ends");
    }

    /** Passes the comma or the line end at {@code position}; true when it is a line end. */
    private boolean endField() throws IOException {
        byte b = block[position++];
        if (b == ',') {
            return false;
        }
        if (b == '\r') {
            if ((position == limit && !fill()) || block[position++] != '\n') {
                throw malformed(fields - 1, "a carriage return without a line feed");
            }
        } else if (b != '\n') {
            throw malformed(fields - 1, "text behind a closing quote");
        }
        line++;
        return true;
    }

    private void add(int start, int end) {
        if (fields == fieldLimit) {
            throw ragged("more than " + fieldLimit + " fields");
        }
        if (fields == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fields);
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        starts[fields] = start;
        ends[fields] = end;
        fields++;
    }

    /** Reads more behind {@code limit}, having made room; false at the end of the file. */
    private boolean fill() throws IOException {
        System.arraycopy(block, rowStart, block, 0, limit - rowStart);
        position -= rowStart;
        limit -= rowStart;
        rowStart = 0;
        if (limit == block.length) {
            if (limit >= rowLimitBytes) {
                throw new ProblemException(new Problem(
                        "COST-015",
                        place(),
                        "a row of more than " + rowLimitBytes + " bytes",
                        "a row of a report has some thousand; a quote may be missing",
                        "wait for the next delivery, or copy the file again"));
            }
            block = Arrays.copyOf(block, Math.min(rowLimitBytes, 2 * block.length));
        }
        int count = in.read(block, limit, block.length - limit);
        limit += Math.max(0, count);
        return count > 0;
    }

    private void skipByteOrderMark() throws IOException {
        boolean more = true;
        while (more && limit < BYTE_ORDER_MARK.length) {
            more = fill();
        }
        if (limit >= BYTE_ORDER_MARK.length && Arrays.equals(block, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            position = BYTE_ORDER_MARK.length;
        }
    }

    private ProblemException malformed(int field, String what) {
        return new ProblemException(new Problem(
                "COST-014", place(field), what, "not CSV as RFC 4180 defines it", "wait for the next delivery"));
    }

    private ProblemException ragged(String what) {
        return new ProblemException(new Problem(
                "COST-013",
                place(),
                what,
                "each row must have the " + fieldLimit + " of the header",
                "wait for the next delivery; nothing is guessed into columns"));
    }
}
