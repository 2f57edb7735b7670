package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.schema.BadValueException;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.ValueEncoder;
import java.util.Arrays;

/**
 * Collects one column of the row group being filled: a dictionary of texts, what Parquet stores for each of them, and runs
 * of (value, length). A text is converted to its stored form once, when it is new.
 */
public final class ColumnBuffer {
    /** The number for rows without a value. */
    static final int NULL = -1;

    private static final byte[] NOTHING = {};

    private final ColumnType type;
    private final ValueEncoder form;
    private final EncoderMemory memory;
    private final ValueDictionary texts;
    private final Runs runs;
    /** The stored forms of numbers and instants, which all have the same length; a text is its own stored form. */
    private byte[] stored = NOTHING;

    private byte[] unquoted = NOTHING;

    ColumnBuffer(ColumnType type, EncoderMemory memory) {
        this.type = type;
        form = ValueEncoder.of(type);
        this.memory = memory;
        texts = new ValueDictionary(memory);
        runs = new Runs(memory);
    }

    /**
     * Appends rows that have the same text.
     *
     * @param length as in {@link RowBlock#changes}
     */
    void add(byte[] text, int from, int length, int rows) throws BadValueException {
        if (length < 0) {
            int unquotedLength = unquote(text, from, ~length);
            runs.add(valueOf(unquoted, 0, unquotedLength), rows);
        } else {
            runs.add(valueOf(text, from, length), rows);
        }
    }

    public ColumnType type() {
        return type;
    }

    /** How many distinct texts there are; their numbers are the values. */
    public int distinct() {
        return texts.size();
    }

    /** The array with the stored forms of all values. */
    public byte[] bytes() {
        return form.fixedLength() == 0 ? texts.bytes() : stored;
    }

    /** The position in {@link #bytes()} of a value's stored form. */
    public int start(int value) {
        return form.fixedLength() == 0 ? texts.start(value) : value * form.fixedLength();
    }

    public int length(int value) {
        return form.fixedLength() == 0 ? texts.length(value) : form.fixedLength();
    }

    /** Compares two values in Parquet's order for the column's type. */
    int compare(int value, int other) {
        return form.compare(bytes(), start(value), length(value), start(other), length(other));
    }

    /** Bytes of all stored forms together. */
    int totalLength() {
        return form.fixedLength() == 0 ? texts.totalLength() : texts.size() * form.fixedLength();
    }

    /** A cursor over the value of each row. */
    public Runs.Cursor runs() {
        return runs.cursor();
    }

    /** Begins the next row group. */
    void clear() {
        texts.clear();
        memory.grew(-stored.length);
        stored = NOTHING;
        runs.clear();
    }

    private int valueOf(byte[] text, int from, int length) throws BadValueException {
        if (length == 0 && type == ColumnType.TIMESTAMP) {
            return NULL;
        }
        int known = texts.size();
        int value = texts.indexOf(text, from, length);
        if (value == known) {
            form.take(text, from, length);
            store(value);
        }
        return value;
    }

    private void store(int value) {
        int length = form.fixedLength();
        int at = value * length;
        if (at + length > stored.length) {
            int larger = Math.max(8 * length, stored.length + stored.length / 2);
            memory.grew(larger - stored.length);
            stored = Arrays.copyOf(stored, larger);
        }
        System.arraycopy(form.bytes(), 0, stored, at, length);
    }

    /** Replaces doubled quotes by single ones; returns the new length. */
    private int unquote(byte[] text, int from, int length) {
        if (unquoted.length < length) {
            memory.grew(length - unquoted.length);
            unquoted = new byte[length];
        }
        int to = 0;
        for (int at = from; at < from + length; at++) {
            unquoted[to++] = text[at];
            at += text[at] == '"' ? 1 : 0;
        }
        return to;
    }
}
