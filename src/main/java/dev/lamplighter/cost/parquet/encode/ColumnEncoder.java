package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Encodes and compresses a column of a row group: with a dictionary if values repeat, otherwise with the encoding that gives
 * the smallest result. Not thread-safe.
 */
public final class ColumnEncoder implements AutoCloseable {
    /** A page ends as soon as possible after this many rows, which is also parquet-java's default. */
    static final int PAGE_ROWS = 20_000;

    /** The largest dictionary, because a reader holds all of it. */
    private static final int DICTIONARY_BYTES = 1 << 20;
    /** With fewer rows per distinct value than this, all encodings are compared. */
    private static final int ROWS_PER_VALUE = 4;

    private final PageCompressor compressor = new PageCompressor();
    private final DictionaryPages dictionaryPages = new DictionaryPages(compressor);
    private final ValuePages valuePages = new ValuePages(compressor);

    public EncodedColumn encode(PrimitiveType type, ColumnBuffer column, int rows) throws IOException {
        boolean repeats = column.distinct() == 1 || (long) ROWS_PER_VALUE * column.distinct() <= rows;
        EncodedColumn best = null;
        if (column.distinct() > 0 && column.totalLength() <= DICTIONARY_BYTES) {
            best = dictionaryPages.encode(type, column);
            if (repeats) {
                return best;
            }
        }
        for (Encoding encoding : valueEncodings(column.type())) {
            EncodedColumn encoded = valuePages.encode(type, column, encoding);
            best = best == null || encoded.size() < best.size() ? encoded : best;
        }
        return Objects.requireNonNull(best);
    }

    @Override
    public void close() {
        compressor.close();
    }

    private static List<Encoding> valueEncodings(ColumnType type) {
        return switch (type) {
            case STRING -> List.of(Encoding.PLAIN, Encoding.DELTA_BYTE_ARRAY);
            case DECIMAL, DOUBLE -> List.of(Encoding.PLAIN);
            case TIMESTAMP -> List.of(Encoding.DELTA_BINARY_PACKED);
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        };
    }
}
