package dev.lamplighter.cost.parquet;

import java.io.ByteArrayOutputStream;

/** The values of one page as Parquet's PLAIN encoding has them, before compression; its array is reused. */
final class PageBytes extends ByteArrayOutputStream {
    PageBytes() {
        super(64 << 10);
    }

    /** Valid up to {@link #size()}, until the next write. */
    byte[] array() {
        return buf;
    }

    /** Appends a number, 4 bytes little-endian. */
    void writeInt(int number) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            write(number >>> shift);
        }
    }

    /** Appends a value of a dictionary; text is preceded by its length, numbers and timestamps are of fixed length. */
    void append(ValueDictionary dictionary, int value, ColumnType type) {
        int length = dictionary.length(value);
        if (type == ColumnType.STRING) {
            writeInt(length);
        }
        write(dictionary.bytes(), dictionary.start(value), length);
    }
}
