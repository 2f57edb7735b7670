package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.base.LittleEndian;
import java.util.Arrays;

/**
 * Numbers the distinct texts of one column in one row group, from 0 in the order of their first row. Their bytes are stored
 * one after another in one array. A text is first compared with the one that followed its predecessor last time, because a
 * report has the same lines hour by hour, in much the same order. Others are found with an open-addressing hash table.
 */
final class ValueDictionary {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final long HASH = 0xffffffff00000000L;

    private static final int FIRST_BYTES = 64;
    private static final int FIRST_VALUES = 8;
    /** Arrays that have grown beyond this size are dropped with the row group. */
    private static final int KEPT_BYTES = 16 << 10;

    private final EncoderMemory memory;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] ends = new int[FIRST_VALUES];
    /** For each value, the one that followed it last time. */
    private int[] followers = new int[FIRST_VALUES];
    /**
     * The hash table. A slot has the hash and, in its low half, the value's number + 1; or 0 if it is free. The size is a
     * power of two, and at most two thirds are taken.
     */
    private long[] slots = new long[2 * FIRST_VALUES];

    private int size;
    /** The previous value. */
    private int last;

    ValueDictionary(EncoderMemory memory) {
        this.memory = memory;
        memory.grew(capacity());
    }

    int size() {
        return size;
    }

    /** The array with all values. */
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
        int expected = followers[last];
        int value = equals(expected, source, from, length) ? expected : find(source, from, length);
        followers[last] = value;
        last = value;
        return value;
    }

    private int find(byte[] source, int from, int length) {
        long hash = (long) hash(source, from, length) << Integer.SIZE;
        int slot = slotOf(hash);
        while (slots[slot] != 0) {
            long entry = slots[slot];
            int value = (int) entry - 1;
            if ((entry & HASH) == hash && equals(value, source, from, length)) {
                return value;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        append(source, from, length);
        slots[slot] = hash | size;
        if (3 * size > 2 * slots.length) {
            rehash();
        }
        return size - 1;
    }

    private int slotOf(long entry) {
        return (int) (entry >>> Integer.SIZE) & (slots.length - 1);
    }

    void clear() {
        memory.grew(-capacity());
        size = 0;
        last = 0;
        if (capacity() > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
            ends = new int[FIRST_VALUES];
            followers = new int[FIRST_VALUES];
            slots = new long[2 * FIRST_VALUES];
        }
        Arrays.fill(followers, 0);
        Arrays.fill(slots, 0);
        memory.grew(capacity());
    }

    private boolean equals(int value, byte[] source, int from, int length) {
        int start = start(value);
        return value < size
                && ends[value] - start == length
                && Arrays.equals(bytes, start, start + length, source, from, from + length);
    }

    private void append(byte[] source, int from, int length) {
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
            followers = Arrays.copyOf(followers, 2 * size);
        }
        ends[size] = start + length;
        size++;
    }

    private void rehash() {
        memory.grew((long) Long.BYTES * slots.length);
        long[] smaller = slots;
        slots = new long[2 * smaller.length];
        for (long entry : smaller) {
            if (entry != 0) {
                int slot = slotOf(entry);
                while (slots[slot] != 0) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = entry;
            }
        }
    }

    private long capacity() {
        return bytes.length
                + (long) Integer.BYTES * (ends.length + followers.length)
                + (long) Long.BYTES * slots.length;
    }

    /** The hash of a text, eight bytes at a time; the remaining bytes count as one number. */
    private static int hash(byte[] source, int from, int length) {
        long hash = length;
        int at = from;
        int end = from + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ LittleEndian.get(source, at));
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
