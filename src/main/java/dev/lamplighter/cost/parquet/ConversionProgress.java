package dev.lamplighter.cost.parquet;

/** Told while report files are read, and after each of them. */
@FunctionalInterface
public interface ConversionProgress {
    /**
     * A report file is read to its end; its rows are not visible in the target yet.
     *
     * @param file 1 to {@code files}
     * @param rows of this file
     */
    void fileConverted(int file, int files, String key, long rows);

    /** Now and then in the middle of a file: so many of its rows are read. */
    default void rowsRead(long rows) {}
}
