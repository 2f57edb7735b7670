package dev.lamplighter.cost.parquet.encode;

/**
 * Encodes runs in Parquet's RLE / bit-packing hybrid: a run of eight or more is written as a run, shorter ones are packed in
 * groups of eight. Source: Apache Parquet Format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
 */
final class RunEncoder {
    private static final int GROUP = 8;
    /** The most groups that one byte of header can count. */
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

    /**
     * The number of bits per number: a power of two below eight, or whole bytes. Fewer bits would often be enough, but
     * numbers that begin at any bit hide repeated sequences from the compression that follows.
     */
    static int bitWidth(int largest) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(largest);
        if (bits > Byte.SIZE) {
            return (bits + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
        }
        return bits <= 2 ? bits : bits <= 4 ? 4 : Byte.SIZE;
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
            out.writeLittleEndian(value, (bitWidth + Byte.SIZE - 1) / Byte.SIZE);
            left = 0;
        }
        while (left > 0) {
            pend(value);
            left--;
        }
    }

    /** Writes pending numbers, padded with zeros as the format requires. */
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
        if (bitWidth <= Byte.SIZE) {
            long bits = 0;
            for (int i = 0; i < GROUP; i++) {
                bits |= (long) pending[i] << (i * bitWidth);
            }
            out.writeLittleEndian(bits, bitWidth); // eight numbers
        } else {
            for (int number : pending) {
                out.writeLittleEndian(number, bitWidth / Byte.SIZE);
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
