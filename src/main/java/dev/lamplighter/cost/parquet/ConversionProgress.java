package dev.lamplighter.cost.parquet;

/**
 * Told while report files are read, and after each of them. Files may be read side by side: calls come from their threads,
 * {@link #rowsRead} from several at once, and files end in any order.
 */
@FunctionalInterface
public interface ConversionProgress {
    /**
     * A report file is read to its end; its rows are not visible in the target yet. One call at a time.
     *
     * @param file its place in the manifest, 1 to {@code files}
     * @param rows of this file
     */
    void fileConverted(int file, int files, String key, long rows);

    /** Now and then: so many more rows of one of the files are read. All are told before {@link #fileConverted}. */
    default void rowsRead(long rows) {}
}
