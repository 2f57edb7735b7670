package dev.lamplighter.cost.parquet;

/** Told after each report file. */
@FunctionalInterface
public interface ConversionProgress {
    /**
     * A report file is read to its end; its rows are not visible in the target yet.
     *
     * @param file 1 to {@code files}
     * @param rows of this file
     */
    void fileConverted(int file, int files, String key, long rows);
}
