package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.base.LittleEndian;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects the bytes of one page, before compression; its array is reused. */
final class PageBytes extends OutputStream {
    private byte[] array = new byte[64 << 10];
    private int size;

    /** The bytes, valid up to {@link #size()} and until the next write. */
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void reset() {
        size = 0;
    }

    @Override
    public void write(int value) {
        if (size == array.length) {
            array = Arrays.copyOf(array, 2 * size);
        }
        array[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        if (length > array.length - size) {
            array = Arrays.copyOf(array, Math.max(size + length, 2 * array.length));
        }
        System.arraycopy(source, from, array, size, length);
        size += length;
    }

    /** Appends the lowest bytes of a number, up to eight, the lowest first. */
    void writeLittleEndian(long number, int bytes) {
        if (array.length - size < Long.BYTES) {
            array = Arrays.copyOf(array, 2 * array.length);
        }
        LittleEndian.set(array, size, number);
        size += bytes;
    }

    /** Appends a number with seven bits per byte, the lowest first. */
    void writeVarInt(int number) {
        int rest = number;
        while (rest >>> 7 != 0) {
            write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        write(rest);
    }
}
