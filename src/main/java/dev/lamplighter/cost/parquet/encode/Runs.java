package dev.lamplighter.cost.parquet.encode;

import java.util.Arrays;

/**
 * Stores the value of each row of a column as runs of (value, rows) in few bytes: a run is stored as 2 * (value + 1), plus 1
 * if it has several rows, followed by their number in that case. Both are written with seven bits per byte, the lowest
 * first.
 */
public final class Runs {
    private static final int FIRST_BYTES = 32;
    /** Arrays that have grown beyond this size are dropped with the row group. */
    private static final int KEPT_BYTES = 4096;

    private static final int LONGEST_RUN_BYTES = 10;

    private final EncoderMemory memory;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private int lastValue;
    private int lastRows;

    Runs(EncoderMemory memory) {
        this.memory = memory;
        memory.grew(bytes.length);
    }

    /** Appends rows, which lengthen the last run when the value is the same. */
    void add(int value, int rows) {
        if (value == lastValue && lastRows > 0) {
            lastRows += rows;
            return;
        }
        endRun();
        lastValue = value;
        lastRows = rows;
    }

    /** A cursor before the first run; nothing may be added while a cursor is used. */
    Cursor cursor() {
        endRun();
        lastRows = 0;
        return new Cursor();
    }

    void clear() {
        size = 0;
        lastRows = 0;
        if (bytes.length > KEPT_BYTES) {
            memory.grew(FIRST_BYTES - bytes.length);
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void endRun() {
        if (lastRows == 0) {
            return;
        }
        if (bytes.length - size < LONGEST_RUN_BYTES) {
            int larger = bytes.length + bytes.length / 2;
            memory.grew(larger - bytes.length);
            bytes = Arrays.copyOf(bytes, larger);
        }
        write((lastValue + 1) << 1 | (lastRows > 1 ? 1 : 0));
        if (lastRows > 1) {
            write(lastRows);
        }
    }

    private void write(int number) {
        int rest = number;
        while (rest >>> 7 != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Walks the runs. */
    public final class Cursor {
        private int at;
        private int value;
        private int rows;

        private Cursor() {}

        /** Goes to the next run; false after the last. */
        public boolean next() {
            if (at == size) {
                return false;
            }
            int head = read();
            value = (head >>> 1) - 1;
            rows = (head & 1) == 0 ? 1 : read();
            return true;
        }

        /** The number of the run's value, or {@link ColumnBuffer#NULL}. */
        public int value() {
            return value;
        }

        public int rows() {
            return rows;
        }

        private int read() {
            int number = 0;
            int shift = 0;
            byte b = bytes[at++];
            while (b < 0) {
                number |= (b & 0x7f) << shift;
                shift += 7;
                b = bytes[at++];
            }
            return number | b << shift;
        }
    }
}
