package dev.lamplighter.cost.parquet.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a file's text into blocks of whole rows, so that blocks can be tokenised in any order. A row ends with a LF that has
 * an even number of quotes before it: a quoted field has two, and two more for each quote in it. If quotes break that rule,
 * the text is not CSV, but the first row that breaks it still begins at the beginning of a row.
 */
final class RowCutter {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final int rowLimitBytes;
    /** The text after the last cut, at the end of the block that was cut. */
    private byte[] rest = {};

    private int restFrom;
    private int restTo;
    private boolean inQuotes;
    private boolean begun;
    private boolean ended;

    RowCutter(InputStream in, int rowLimitBytes) {
        this.in = in;
        this.rowLimitBytes = rowLimitBytes;
    }

    /**
     * Fills a block. Empty lines at the end of the file are left out, as editors append them.
     *
     * @param keepEmptyLines true if rows have a single field, because then an empty line is a row
     * @return false when the file has no more rows
     */
    boolean fill(RowBlock block, boolean keepEmptyLines) throws IOException {
        int length = takeRest(block);
        int cut = 0;
        boolean tooLong = false;
        do {
            tooLong = !ended && length == block.capacity() && !grow(block);
            if (!ended && !tooLong) {
                length = readOn(block, length);
            }
            block.text()[length] = '\n';
            cut = tooLong ? length : cut(block.text(), length, keepEmptyLines);
        } while (cut == 0 && !ended);
        block.setEnd(cut, tooLong);
        rest = block.text();
        restFrom = cut;
        restTo = length;
        return cut > 0;
    }

    private int takeRest(RowBlock block) {
        int length = restTo - restFrom;
        if (block.capacity() < length) {
            block.grow(length);
        }
        System.arraycopy(rest, restFrom, block.text(), 0, length);
        restFrom = 0;
        restTo = 0;
        return length;
    }

    private boolean grow(RowBlock block) {
        if (block.capacity() >= rowLimitBytes) {
            return false;
        }
        block.grow((int) Math.min(rowLimitBytes, 2L * block.capacity()));
        return true;
    }

    private int readOn(RowBlock block, int from) throws IOException {
        int length = read(block, from);
        inQuotes ^= (ByteOccurrenceCount.of((byte) '"', block.text(), from, length) & 1) != 0;
        return length;
    }

    /** Reads until the block is full or the file ends; returns the new length. */
    private int read(RowBlock block, int from) throws IOException {
        int length = from;
        while (length < block.capacity() && !ended) {
            int count = in.read(block.text(), length, block.capacity() - length);
            ended = count < 0;
            length += Math.max(0, count);
        }
        if (!begun) {
            begun = true;
            length = withoutByteOrderMark(block.text(), length);
        }
        return length;
    }

    private static int withoutByteOrderMark(byte[] text, int length) {
        int mark = BYTE_ORDER_MARK.length;
        if (length < mark || !Arrays.equals(text, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
            return length;
        }
        System.arraycopy(text, mark, text, 0, length - mark);
        return length - mark;
    }

    /** The position after the last whole row, without empty lines at the end; 0 when there is none. */
    private int cut(byte[] text, int length, boolean keepEmptyLines) {
        int end = ended ? length : lastRowEnd(text, length);
        return keepEmptyLines || (ended && inQuotes) ? end : withoutEmptyLines(text, end);
    }

    private int lastRowEnd(byte[] text, int length) {
        boolean quoted = inQuotes;
        for (int at = length - 1; at >= 0; at--) {
            if (text[at] == '"') {
                quoted = !quoted;
            } else if (text[at] == '\n' && !quoted) {
                return at + 1;
            }
        }
        return 0;
    }

    /**
     * The position before empty lines at the end, which stay for the next block: only the end of the file shows that they
     * were the last.
     */
    private static int withoutEmptyLines(byte[] text, int end) {
        int cut = end;
        while (cut > 0 && text[cut - 1] == '\n') {
            int line = cut > 1 && text[cut - 2] == '\r' ? cut - 2 : cut - 1;
            if (line > 0 && text[line - 1] != '\n') {
                return cut;
            }
            cut = line;
        }
        return cut;
    }
}
