package dev.lamplighter.sandbox.cur;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Holds bytes on their way out, reused from row to row. Digits are written in place. */
final class RowByteBuffer {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void append(byte[] from, int begin, int end) {
        int length = end - begin;
        reserve(length);
        System.arraycopy(from, begin, bytes, size, length);
        size += length;
    }

    void append(byte[] from) {
        append(from, 0, from.length);
    }

    void append(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** A number of 0 or more, without leading zeros. */
    void appendDigits(long number) {
        appendDigits(number, digits(number));
    }

    /** The last {@code width} digits of a number of 0 or more, with leading zeros. */
    void appendDigits(long number, int width) {
        reserve(width);
        long rest = number;
        for (int i = size + width - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += width;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** What was appended since the last write. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
