package dev.lamplighter.cost.parquet.encode;

import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Holds one column of a row group, encoded and compressed for the file.
 *
 * @param dictionary page of distinct values, for pages of their numbers
 */
public record EncodedColumn(@Nullable DictionaryPage dictionary, List<Page> pages) {
    public EncodedColumn {
        pages = List.copyOf(pages);
    }

    /**
     * A data page.
     *
     * @param bytes compressed
     * @param plainSize before compression
     * @param rows values and nulls
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(byte[] bytes, int plainSize, int rows, Statistics<?> statistics, Encoding encoding) {}

    /** The compressed bytes of all pages. */
    public long size() {
        long size = dictionary == null ? 0 : dictionary.getCompressedSize();
        for (Page page : pages) {
            size += page.bytes().length;
        }
        return size;
    }
}
