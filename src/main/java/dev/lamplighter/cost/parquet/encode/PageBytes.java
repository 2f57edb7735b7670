package dev.lamplighter.cost.parquet.encode;

import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of one page, before compression; its array is reused. */
final class PageBytes extends OutputStream {
    private byte[] array = new byte[64 << 10];
    private int size;

    /** Valid up to {@link #size()}, until the next write. */
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

    /** Appends a number, 4 bytes little-endian. */
    void writeInt(int number) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            write(number >>> shift);
        }
    }

    /** Appends a number, seven bits a byte, the lowest first. */
    void writeVarInt(int number) {
        int rest = number;
        while (rest >>> 7 != 0) {
            write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        write(rest);
    }
}
