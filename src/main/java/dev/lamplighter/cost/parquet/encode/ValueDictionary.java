package dev.lamplighter.cost.parquet.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The distinct texts of one column in one row group, numbered from 0 in the order of their first row. Their bytes lie one
 * behind another in one array; an open-addressing table finds them.
 */
final class ValueDictionary {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final int FIRST_BYTES = 64;
    private static final int FIRST_VALUES = 8;
    /** Arrays beyond this are let go with the row group. */
    private static final int KEPT_BYTES = 16 << 10;

    private final EncoderMemory memory;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] ends = new int[FIRST_VALUES];
    private int[] hashes = new int[FIRST_VALUES];
    /** Number of the value + 1, or 0; twice as long as {@link #ends} at least, a power of two. */
    private int[] slots = new int[2 * FIRST_VALUES];

    private int size;

    ValueDictionary(EncoderMemory memory) {
        this.memory = memory;
        memory.grew(capacity());
    }

    int size() {
        return size;
    }

    /** The array that all values lie in. */
    byte[] bytes() {
        return bytes;
    }

    int start(int value) {
        return value == 0 ? 0 : ends[value - 1];
    }

    int length(int value) {
        return ends[value] - start(value);
    }

    /** Bytes of all values together. */
    int totalLength() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** The number of a value, which is added when it is new. */
    int indexOf(byte[] source, int from, int length) {
        int hash = hash(source, from, length);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int value = slots[slot] - 1;
            if (hashes[value] == hash && equals(value, source, from, length)) {
                return value;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = size + 1;
        append(hash, source, from, length);
        return size - 1;
    }

    void clear() {
        memory.grew(-capacity());
        size = 0;
        if (capacity() > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
            ends = new int[FIRST_VALUES];
            hashes = new int[FIRST_VALUES];
            slots = new int[2 * FIRST_VALUES];
        }
        Arrays.fill(slots, 0);
        memory.grew(capacity());
    }

    private boolean equals(int value, byte[] source, int from, int length) {
        int start = start(value);
        return Arrays.equals(bytes, start, ends[value], source, from, from + length);
    }

    private void append(int hash, byte[] source, int from, int length) {
        int start = totalLength();
        if (start + length > bytes.length) {
            int larger = Math.max(start + length, bytes.length + bytes.length / 2);
            memory.grew(larger - bytes.length);
            bytes = Arrays.copyOf(bytes, larger);
        }
        System.arraycopy(source, from, bytes, start, length);
        if (size == ends.length) {
            memory.grew(2L * Integer.BYTES * size);
            ends = Arrays.copyOf(ends, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        ends[size] = start + length;
        hashes[size] = hash;
        size++;
        if (2 * size > slots.length) {
            rehash();
        }
    }

    private void rehash() {
        memory.grew((long) Integer.BYTES * slots.length);
        slots = new int[2 * slots.length];
        for (int value = 0; value < size; value++) {
            int slot = hashes[value] & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = value + 1;
        }
    }

    private long capacity() {
        return bytes.length + (long) Integer.BYTES * (ends.length + hashes.length + slots.length);
    }

    /** Eight bytes at a time; what remains is taken as one number. */
    private static int hash(byte[] source, int from, int length) {
        long hash = length;
        int at = from;
        int end = from + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) EIGHT.get(source, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | (source[at] & 0xff);
        }
        hash = mixed(hash ^ rest);
        return (int) (hash ^ (hash >>> 32));
    }

    private static long mixed(long hash) {
        long product = hash * GOLDEN;
        return product ^ (product >>> 29);
    }
}
