package dev.lamplighter.cost.parquet;

/**
 * What bounds the memory of a conversion, whatever the size of the files.
 *
 * @param rowBytes longest row of CSV that is read
 * @param rowGroupRows most rows in a row group
 * @param rowGroupMemoryBytes a row group is closed when the values held for it take this much
 * @param rowGroupsPerObject a new object is begun after so many, because each adds to the footer that is kept until the end
 */
record ConversionLimits(int rowBytes, int rowGroupRows, long rowGroupMemoryBytes, int rowGroupsPerObject) {
    /** For a service with 96 MB of heap. */
    static final ConversionLimits SMALL = new ConversionLimits(4 << 20, 131_072, 12L << 20, 24);

    ConversionLimits {
        requirePositive("rowBytes", rowBytes);
        requirePositive("rowGroupRows", rowGroupRows);
        requirePositive("rowGroupMemoryBytes", rowGroupMemoryBytes);
        requirePositive("rowGroupsPerObject", rowGroupsPerObject);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
