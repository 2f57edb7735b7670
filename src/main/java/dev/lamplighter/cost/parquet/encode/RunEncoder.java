package dev.lamplighter.cost.parquet.encode;

/**
 * Parquet's RLE / bit-packing hybrid, from runs: a run of eight and more is written as such, shorter ones are packed in
 * groups of eight. Source: Apache Parquet Format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class RunEncoder {
    private static final int GROUP = 8;
    /** As many as one byte of header counts. */
    private static final int MAX_GROUPS = 63;

    private final PageBytes out;
    private int bitWidth;
    private final int[] pending = new int[GROUP];
    private int pendingCount;
    private int packedGroups;
    private int packedHeader;

    RunEncoder(PageBytes out) {
        this.out = out;
    }

    void begin(int bitWidth) {
        this.bitWidth = bitWidth;
        pendingCount = 0;
        packedGroups = 0;
    }

    void add(int value, int count) {
        int left = count;
        while (left > 0 && pendingCount > 0) {
            pend(value);
            left--;
        }
        if (left >= GROUP) {
            endPacked();
            out.writeVarInt(left << 1);
            for (int shift = 0; shift < bitWidth; shift += Byte.SIZE) {
                out.write(value >>> shift);
            }
            left = 0;
        }
        while (left > 0) {
            pend(value);
            left--;
        }
    }

    /** Writes what is pending, filled up with zeros as the format has it. */
    void end() {
        while (pendingCount > 0) {
            pend(0);
        }
        endPacked();
    }

    private void pend(int value) {
        pending[pendingCount++] = value;
        if (pendingCount == GROUP) {
            pendingCount = 0;
            writePacked();
        }
    }

    private void writePacked() {
        if (packedGroups == 0) {
            packedHeader = out.size();
            out.write(0);
        }
        long bits = 0;
        int held = 0;
        for (int value : pending) {
            bits |= (long) value << held;
            held += bitWidth;
            while (held >= Byte.SIZE) {
                out.write((int) bits);
                bits >>>= Byte.SIZE;
                held -= Byte.SIZE;
            }
        }
        packedGroups++;
        if (packedGroups == MAX_GROUPS) {
            endPacked();
        }
    }

    private void endPacked() {
        if (packedGroups > 0) {
            out.array()[packedHeader] = (byte) (packedGroups << 1 | 1);
            packedGroups = 0;
        }
    }
}
