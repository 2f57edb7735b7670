package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.DoubleEncoder;
import dev.lamplighter.cost.parquet.schema.InstantEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type.Repetition;

/** Encodes a column as pages of its values, row by row, which suits values that hardly repeat. */
final class ValuePages {
    /** The size of a page, which readers hold in memory; also parquet-java's default. */
    private static final int PAGE_BYTES = 1 << 20;

    private static final int FIRST_BYTES = 64 << 10;

    private final PageCompressor compressor;
    private final PageBytes page = new PageBytes();
    private final PageBytes levels = new PageBytes();
    private final RunEncoder levelEncoder = new RunEncoder(levels);

    ValuePages(PageCompressor compressor) {
        this.compressor = compressor;
    }

    /**
     * Encodes all rows.
     *
     * @param encoding PLAIN, DELTA_BYTE_ARRAY for text or DELTA_BINARY_PACKED for instants
     */
    EncodedColumn encode(PrimitiveType type, ColumnBuffer column, Encoding encoding) throws IOException {
        boolean optional = type.getRepetition() == Repetition.OPTIONAL;
        PageStatistics bounds = new PageStatistics(type, column);
        List<EncodedColumn.Page> pages = new ArrayList<>();
        int rows = 0;
        try (ValuesWriter values = writer(column.type(), encoding)) {
            levels.reset();
            levelEncoder.begin(1);
            Runs.Cursor runs = column.runs();
            while (runs.next()) {
                int value = runs.value();
                for (int row = 0; row < runs.rows(); row++) {
                    if (rows == ColumnEncoder.PAGE_ROWS || values.getBufferedSize() >= PAGE_BYTES) {
                        pages.add(page(optional, bounds, values, rows));
                        rows = 0;
                    }
                    bounds.add(value, 1);
                    if (optional) {
                        levelEncoder.add(value == ColumnBuffer.NULL ? 0 : 1, 1);
                    }
                    write(column, value, values);
                    rows++;
                }
            }
            pages.add(page(optional, bounds, values, rows));
        }
        return new EncodedColumn(null, pages);
    }

    private static ValuesWriter writer(ColumnType type, Encoding encoding) {
        ByteBufferAllocator heap = new HeapByteBufferAllocator();
        return switch (encoding) {
            case DELTA_BYTE_ARRAY -> new DeltaByteArrayWriter(FIRST_BYTES, PAGE_BYTES, heap);
            case DELTA_BINARY_PACKED -> new DeltaBinaryPackingValuesWriterForLong(FIRST_BYTES, PAGE_BYTES, heap);
            default ->
                type == ColumnType.DECIMAL
                        ? new FixedLenByteArrayPlainValuesWriter(DecimalEncoder.BYTES, FIRST_BYTES, PAGE_BYTES, heap)
                        : new PlainValuesWriter(FIRST_BYTES, PAGE_BYTES, heap);
        };
    }

    private static void write(ColumnBuffer column, int value, ValuesWriter values) {
        if (value == ColumnBuffer.NULL) {
            return;
        }
        int start = column.start(value);
        switch (column.type()) {
            case STRING, DECIMAL ->
                values.writeBytes(Binary.fromConstantByteArray(column.bytes(), start, column.length(value)));
            case DOUBLE -> values.writeDouble(DoubleEncoder.value(column.bytes(), start));
            case TIMESTAMP -> values.writeLong(InstantEncoder.millis(column.bytes(), start));
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        }
    }

    private EncodedColumn.Page page(boolean optional, PageStatistics bounds, ValuesWriter values, int rows)
            throws IOException {
        page.reset();
        if (optional) {
            levelEncoder.end();
            page.writeLittleEndian(levels.size(), Integer.BYTES);
            page.write(levels.array(), 0, levels.size());
        }
        values.getBytes().writeAllTo(page);
        EncodedColumn.Page encoded = new EncodedColumn.Page(
                compressor.compress(page), page.size(), rows, bounds.statistics(), values.getEncoding());
        values.reset();
        levels.reset();
        levelEncoder.begin(1);
        bounds.beginPage();
        return encoded;
    }
}
