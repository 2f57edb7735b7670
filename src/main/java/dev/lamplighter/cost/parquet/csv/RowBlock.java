package dev.lamplighter.cost.parquet.csv;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds some whole rows of a file, as text and as changes from row to row; reused for later rows of the file.
 *
 * <p>Only one stage at a time writes to it: {@link RowCutter} the text, then {@link RowTokeniser} the changes. After that
 * several threads may read it.
 */
public final class RowBlock {
    /**
     * The number of ints for one change: its row in the block, the position of its text, and its length; see
     * {@link #changes}.
     */
    public static final int CHANGE_INTS = 3;

    private static final int FIRST_CHANGES = 16;

    private final int usualBytes;
    private final AtomicLong encoderBytes = new AtomicLong();
    private byte[] text;
    private int end;
    private int firstRow;
    private boolean tooLong;
    private int[][] changes = {};
    private int[] changeCounts = {};
    private int rows;
    private int lines;
    private @Nullable RowFailure failure;

    /**
     * Makes an empty block.
     *
     * @param bytes usual size of its text; more when a single row is longer
     */
    public RowBlock(int bytes) {
        usualBytes = bytes;
        text = new byte[bytes + 1];
    }

    /** The text from 0 to {@link #end()}. It ends with the end of a row; if the file lacks its last LF, one is added. */
    public byte[] text() {
        return text;
    }

    int end() {
        return end;
    }

    /** The position of the first row: 0, or after the header. */
    int firstRow() {
        return firstRow;
    }

    void setFirstRow(int firstRow) {
        this.firstRow = firstRow;
    }

    /** The line of the block, counted from 0, on which a row begins; the rows before it are well-formed. */
    int lineOf(int row) {
        int line = ByteOccurrenceCount.of((byte) '\n', text, 0, firstRow);
        int rowsToPass = row;
        boolean quoted = false;
        for (int at = firstRow; rowsToPass > 0; at++) {
            quoted ^= text[at] == '"';
            line += text[at] == '\n' ? 1 : 0;
            rowsToPass -= text[at] == '\n' && !quoted ? 1 : 0;
        }
        return line;
    }

    /** The bytes of text that it has room for. */
    int capacity() {
        return text.length - 1;
    }

    void grow(int capacity) {
        text = Arrays.copyOf(text, capacity + 1);
    }

    /**
     * Ends the text.
     *
     * @param tooLong whether its first row, or text that is not CSV, was longer than the limit
     */
    void setEnd(int end, boolean tooLong) {
        this.end = end;
        this.tooLong = tooLong;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** Drops its rows, and memory that only they needed. */
    public void clear() {
        if (text.length > usualBytes + 1) {
            text = new byte[usualBytes + 1];
        }
        if (changeInts() > usualBytes) {
            expectFields(changes.length);
        }
        Arrays.fill(changeCounts, 0);
        end = 0;
        firstRow = 0;
        rows = 0;
        lines = 0;
        failure = null;
        encoderBytes.set(0);
    }

    /** Makes room for the changes of this many fields. */
    public void expectFields(int fields) {
        changes = new int[fields][FIRST_CHANGES * CHANGE_INTS];
        changeCounts = new int[fields];
    }

    /** Notes that a field differs from the row above; each field's first change is in row 0. */
    void addChange(int field, int row, int start, int length) {
        int[] ofField = changes[field];
        int at = changeCounts[field];
        if (at == ofField.length) {
            ofField = Arrays.copyOf(ofField, 2 * at);
            changes[field] = ofField;
        }
        ofField[at] = row;
        ofField[at + 1] = start;
        ofField[at + 2] = length;
        changeCounts[field] = at + CHANGE_INTS;
    }

    /**
     * A field's changes, {@link #CHANGE_INTS} ints each, in the order of rows. The length is that of the text inside
     * quotes; {@code ~length} means that quotes in it are doubled.
     */
    public int[] changes(int field) {
        return changes[field];
    }

    /** How many ints of {@link #changes} are in use. */
    public int changeInts(int field) {
        return changeCounts[field];
    }

    /** Ends the block's rows; those from a failure on are not counted. */
    void setRows(int rows, int lines) {
        this.rows = rows;
        this.lines = lines;
    }

    public int rows() {
        return rows;
    }

    /** The number of line ends in the text, including those inside quotes. */
    int lines() {
        return lines;
    }

    /** Refuses a row; of several the first row, and in it the first field, is kept. */
    public synchronized void fail(RowFailure refused) {
        if (failure == null || refused.compareTo(failure) < 0) {
            failure = refused;
        }
    }

    synchronized @Nullable RowFailure failure() {
        return failure;
    }

    /** Notes what some columns hold in memory once this block's rows are added. */
    public void addEncoderBytes(long bytes) {
        encoderBytes.addAndGet(bytes);
    }

    public long encoderBytes() {
        return encoderBytes.get();
    }

    private long changeInts() {
        long ints = 0;
        for (int[] ofField : changes) {
            ints += ofField.length;
        }
        return ints;
    }
}
