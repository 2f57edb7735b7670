package dev.lamplighter.cost.parquet;

/**
 * Is called while report files are read, and after each of them. Several files may be read at once: calls come from their
 * threads, {@link #rowsRead} from several at once, and files end in any order.
 */
@FunctionalInterface
public interface ConversionProgress {
    /**
     * Reports that a file was read to its end; its rows are not visible in the target yet. One call at a time.
     *
     * @param file its place in the manifest, 1 to {@code files}
     * @param rows of this file
     */
    void fileConverted(int file, int files, String key, long rows);

    /** Reports now and then that so many more rows of a file were read; all of them before {@link #fileConverted}. */
    default void rowsRead(long rows) {}
}
