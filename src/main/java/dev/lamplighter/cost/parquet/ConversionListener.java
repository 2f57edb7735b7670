package dev.lamplighter.cost.parquet;

/**
 * Receives the progress of a conversion. Several files may be read at once, so calls come from several threads,
 * {@link #rowsRead} even at the same time, and files may end in any order.
 */
@FunctionalInterface
public interface ConversionListener {
    /**
     * Reports that a file was read to its end; its rows are not visible in the target yet. One call at a time.
     *
     * @param file its place in the manifest, 1 to {@code files}
     * @param rows of this file
     */
    void fileConverted(int file, int files, String key, long rows);

    /** Reports that {@code rows} more rows of a file were read; all of them are reported before {@link #fileConverted}. */
    default void rowsRead(long rows) {}
}
