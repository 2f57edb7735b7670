package dev.lamplighter.cost.parquet.encode;

/** Counts the bytes that the columns of a row group hold in arrays; one counter for all columns. */
final class EncoderMemory {
    private long bytes;

    void grew(long by) {
        bytes += by;
    }

    long bytes() {
        return bytes;
    }
}
