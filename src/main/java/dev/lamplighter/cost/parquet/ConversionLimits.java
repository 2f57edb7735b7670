package dev.lamplighter.cost.parquet;

/**
 * Sets the limits of a conversion's memory and threads, whatever the size of the files.
 *
 * @param filesAtOnce files converted side by side, each in a thread of its own
 * @param workers further threads of a file, 0 for none
 * @param blocks blocks of text of a file in use at once
 * @param blockBytes text of a block, unless a single row is longer
 * @param rowBytes longest row of CSV that is read
 * @param columnsPerGroup columns that are filled and encoded by one thread at a time
 * @param rowGroupRows a row group is closed at the end of the block in which it reaches this many rows
 * @param rowGroupBytes or in which its data reach this size in memory
 * @param rowGroupsPerObject after this many row groups a new object is begun, because each adds to the footer that is kept
 *     in memory until the end
 */
record ConversionLimits(
        int filesAtOnce,
        int workers,
        int blocks,
        int blockBytes,
        int rowBytes,
        int columnsPerGroup,
        int rowGroupRows,
        long rowGroupBytes,
        int rowGroupsPerObject) {
    private static final long MEGABYTE = 1 << 20;
    /** The heap that the rest of the service needs. */
    private static final long OTHERS_BYTES = 40 * MEGABYTE;
    /**
     * The part of the remaining heap that files may use; three fifths stay free for parts of uploads, footers and garbage.
     */
    private static final double PART_OF_HEAP = 0.4;
    /** The memory of one file's blocks, pages and footers. */
    private static final long FILE_BYTES = 3 * MEGABYTE;

    private static final long SMALLEST_ROW_GROUP_BYTES = 6 * MEGABYTE;
    /** Readers of the files hold columns of a row group in memory. */
    private static final long LARGEST_ROW_GROUP_BYTES = 32 * MEGABYTE;

    private static final long SMALLEST_FILE_BYTES = FILE_BYTES + SMALLEST_ROW_GROUP_BYTES * 3 / 2;
    /** A few hundred rows, so that threads hand over blocks rather than rows. */
    private static final int BLOCK_BYTES = 256 << 10;
    /** A row of a report has some thousand bytes; a longer one means that a quote is missing. */
    private static final int ROW_BYTES = 4 << 20;

    private static final int COLUMNS_PER_GROUP = 16;
    private static final int ROW_GROUP_ROWS = 1 << 20;
    private static final int ROW_GROUPS_PER_OBJECT = 24;

    /** One thread and small row groups, for a small heap. */
    static final ConversionLimits SMALL = of(0, 1, 1);

    ConversionLimits {
        requirePositive("filesAtOnce", filesAtOnce);
        requirePositive("workers", workers + 1L);
        requirePositive("blocks", blocks);
        requirePositive("blockBytes", blockBytes / 16);
        requirePositive("rowBytes", rowBytes);
        requirePositive("columnsPerGroup", columnsPerGroup);
        requirePositive("rowGroupRows", rowGroupRows);
        requirePositive("rowGroupBytes", rowGroupBytes);
        requirePositive("rowGroupsPerObject", rowGroupsPerObject);
    }

    /**
     * Distributes the memory: as many files at once as there are cores and memory for, or one file on all cores. A row group
     * takes half as much again while it is encoded, and with workers the next one is filled meanwhile.
     *
     * @param heap bytes that the conversion and everything else may take together
     * @param cores of the machine
     * @param files of the report
     */
    static ConversionLimits of(long heap, int cores, int files) {
        long memory = Math.max(SMALLEST_FILE_BYTES, (long) (PART_OF_HEAP * (heap - OTHERS_BYTES)));
        int filesAtOnce = (int) Math.min(Math.min(cores, files), memory / SMALLEST_FILE_BYTES);
        boolean overlapping = filesAtOnce == 1 && cores > 1 && memory >= 3 * SMALLEST_FILE_BYTES;
        long rowGroupBytes = (memory / filesAtOnce - FILE_BYTES) * 2 / 3 / (overlapping ? 2 : 1);
        return new ConversionLimits(
                filesAtOnce,
                overlapping ? cores : 0,
                overlapping ? 2 * cores : 1,
                BLOCK_BYTES,
                ROW_BYTES,
                COLUMNS_PER_GROUP,
                ROW_GROUP_ROWS,
                Math.min(LARGEST_ROW_GROUP_BYTES, rowGroupBytes),
                ROW_GROUPS_PER_OBJECT);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is too small, got " + value);
        }
    }
}
