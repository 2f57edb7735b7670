package dev.lamplighter.cost.parquet;

import java.util.Arrays;

/**
 * One column of the row group being filled: a dictionary and runs of (value, length), because neighbouring rows of a
 * report repeat most of their fields. A field equal to the one above it only lengthens the last run.
 */
final class ColumnBuffer {
    /** The {@linkplain #value value} of rows that have none. */
    static final int NULL = -1;

    private static final int FIRST_RUNS = 16;
    /** Arrays beyond this are let go with the row group. */
    private static final int KEPT_RUNS = 2048;

    private final ValueForm form;
    private final EncoderMemory memory;
    private final ValueDictionary dictionary;
    private byte[] lastText = new byte[32];
    private int lastTextLength = -1;
    private int[] values = new int[FIRST_RUNS];
    private int[] lengths = new int[FIRST_RUNS];
    private int runs;

    ColumnBuffer(ColumnType type, EncoderMemory memory) {
        form = ValueForm.of(type);
        this.memory = memory;
        dictionary = new ValueDictionary(memory);
        memory.grew(2L * Integer.BYTES * FIRST_RUNS);
    }

    /** Appends the value of one row. */
    void add(byte[] text, int from, int length) throws BadValueException {
        if (length == lastTextLength && Arrays.equals(lastText, 0, length, text, from, from + length)) {
            lengths[runs - 1]++;
            return;
        }
        boolean present = form.take(text, from, length);
        append(present ? dictionary.indexOf(form.bytes(), form.from(), form.length()) : NULL);
        remember(text, from, length);
    }

    ValueDictionary dictionary() {
        return dictionary;
    }

    int runs() {
        return runs;
    }

    /** Number in the dictionary of a run's value, or {@link #NULL}. */
    int value(int run) {
        return values[run];
    }

    /** Rows of a run. */
    int length(int run) {
        return lengths[run];
    }

    /** Begins the next row group. */
    void clear() {
        dictionary.clear();
        runs = 0;
        lastTextLength = -1;
        if (values.length > KEPT_RUNS) {
            memory.grew(-2L * Integer.BYTES * (values.length - FIRST_RUNS));
            values = new int[FIRST_RUNS];
            lengths = new int[FIRST_RUNS];
        }
    }

    private void append(int value) {
        if (runs > 0 && values[runs - 1] == value) {
            lengths[runs - 1]++;
            return;
        }
        if (runs == values.length) {
            memory.grew(2L * Integer.BYTES * runs);
            values = Arrays.copyOf(values, 2 * runs);
            lengths = Arrays.copyOf(lengths, 2 * runs);
        }
        values[runs] = value;
        lengths[runs] = 1;
        runs++;
    }

    private void remember(byte[] text, int from, int length) {
        if (length > lastText.length) {
            memory.grew(length - lastText.length);
            lastText = new byte[length];
        }
        System.arraycopy(text, from, lastText, 0, length);
        lastTextLength = length;
    }
}
