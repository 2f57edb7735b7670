package dev.lamplighter.cost.parquet.csv;

import dev.lamplighter.base.LittleEndian;

/** Counts how often a byte occurs in a text, eight bytes at a time. */
final class ByteOccurrenceCount {
    private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
    private static final long EACH = 0x0101010101010101L;

    private ByteOccurrenceCount() {}

    static int of(byte wanted, byte[] text, int from, int to) {
        long pattern = EACH * wanted;
        int count = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long differing = LittleEndian.get(text, at) ^ pattern;
            long sevenNonZero = (differing & LOW_SEVEN) + LOW_SEVEN;
            count += Long.bitCount(~(sevenNonZero | differing | LOW_SEVEN));
        }
        for (; at < to; at++) {
            count += text[at] == wanted ? 1 : 0;
        }
        return count;
    }
}
