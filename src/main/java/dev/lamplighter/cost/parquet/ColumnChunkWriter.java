package dev.lamplighter.cost.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/**
 * Writes one column of a row group as pages: a dictionary and the numbers of its values where values repeat, the values
 * themselves where most are distinct. Every page carries its own minimum and maximum; of an OPTIONAL column it begins with
 * the definition levels, 1 for a value and 0 for none.
 */
final class ColumnChunkWriter implements AutoCloseable {
    /** parquet-java's own default. */
    private static final int PAGE_ROWS = 20_000;
    /** Readers hold a page in memory; also parquet-java's default. */
    private static final int PAGE_BYTES = 1 << 20;
    /** A reader holds the whole dictionary. */
    private static final int DICTIONARY_BYTES = 1 << 20;

    private static final int ZSTD_LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    private final PageBytes page = new PageBytes();
    private final PageBytes levelledPage = new PageBytes();
    private byte[] compressed = new byte[64 << 10];

    /** Writes all rows of a column; the file's block must have been started. */
    void write(ParquetFileWriter file, ColumnDescriptor descriptor, ColumnType type, ColumnBuffer column, int rows)
            throws IOException {
        file.startColumn(descriptor, rows, CompressionCodecName.ZSTD);
        if (isWorthDictionary(column.dictionary(), type, rows)) {
            writeDictionary(file, column.dictionary(), type);
            writeNumberPages(file, descriptor, type, column, rows);
        } else {
            writeValuePages(file, descriptor, type, column);
        }
        file.endColumn();
    }

    @Override
    public void close() {
        zstd.close();
    }

    /** When at most half of the rows bring a value of their own, and readers can hold all values. */
    private static boolean isWorthDictionary(ValueDictionary dictionary, ColumnType type, int rows) {
        long bytes = dictionary.totalLength() + (type == ColumnType.STRING ? 4L * dictionary.size() : 0);
        return bytes <= DICTIONARY_BYTES
                && dictionary.size() > 0
                && (dictionary.size() == 1 || 2L * dictionary.size() <= rows);
    }

    private void writeDictionary(ParquetFileWriter file, ValueDictionary dictionary, ColumnType type)
            throws IOException {
        page.reset();
        for (int value = 0; value < dictionary.size(); value++) {
            page.append(dictionary, value, type);
        }
        file.writeDictionaryPage(new DictionaryPage(compress(page), page.size(), dictionary.size(), Encoding.PLAIN));
    }

    /** Pages of numbers in the dictionary: their bit width in one byte, then Parquet's RLE / bit-packing hybrid. */
    private void writeNumberPages(
            ParquetFileWriter file, ColumnDescriptor descriptor, ColumnType type, ColumnBuffer column, int rows)
            throws IOException {
        int bitWidth =
                Integer.SIZE - Integer.numberOfLeadingZeros(column.dictionary().size() - 1);
        int run = 0;
        int left = column.length(0);
        for (int first = 0; first < rows; first += PAGE_ROWS) {
            int pageRows = Math.min(PAGE_ROWS, rows - first);
            Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
            page.reset();
            page.write(bitWidth);
            try (RunLengthBitPackingHybridEncoder numbers = encoder(bitWidth);
                    RunLengthBitPackingHybridEncoder levels = encoder(1)) {
                int open = pageRows;
                while (open > 0) {
                    int count = Math.min(open, left);
                    int value = column.value(run);
                    observe(statistics, type, column.dictionary(), value, count);
                    for (int i = 0; i < count; i++) {
                        levels.writeInt(value == ColumnBuffer.NULL ? 0 : 1);
                        if (value != ColumnBuffer.NULL) {
                            numbers.writeInt(value);
                        }
                    }
                    open -= count;
                    left -= count;
                    if (left == 0 && run + 1 < column.runs()) {
                        run++;
                        left = column.length(run);
                    }
                }
                numbers.toBytes().writeAllTo(page);
                writePage(file, descriptor, statistics, pageRows, Encoding.RLE_DICTIONARY, levels.toBytes());
            }
        }
    }

    private void writeValuePages(
            ParquetFileWriter file, ColumnDescriptor descriptor, ColumnType type, ColumnBuffer column)
            throws IOException {
        page.reset();
        Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
        try (RunLengthBitPackingHybridEncoder levels = encoder(1)) {
            int pageRows = 0;
            for (int run = 0; run < column.runs(); run++) {
                int value = column.value(run);
                for (int i = 0; i < column.length(run); i++) {
                    if (pageRows == PAGE_ROWS || page.size() >= PAGE_BYTES) {
                        writePage(file, descriptor, statistics, pageRows, Encoding.PLAIN, levels.toBytes());
                        page.reset();
                        levels.reset();
                        statistics = Statistics.createStats(descriptor.getPrimitiveType());
                        pageRows = 0;
                    }
                    observe(statistics, type, column.dictionary(), value, 1);
                    levels.writeInt(value == ColumnBuffer.NULL ? 0 : 1);
                    if (value != ColumnBuffer.NULL) {
                        page.append(column.dictionary(), value, type);
                    }
                    pageRows++;
                }
            }
            writePage(file, descriptor, statistics, pageRows, Encoding.PLAIN, levels.toBytes());
        }
    }

    private static RunLengthBitPackingHybridEncoder encoder(int bitWidth) {
        return new RunLengthBitPackingHybridEncoder(bitWidth, 1 << 10, PAGE_BYTES, new HeapByteBufferAllocator());
    }

    private void writePage(
            ParquetFileWriter file,
            ColumnDescriptor descriptor,
            Statistics<?> statistics,
            int rows,
            Encoding encoding,
            BytesInput levels)
            throws IOException {
        PageBytes whole = page;
        if (descriptor.getMaxDefinitionLevel() > 0) {
            levelledPage.reset();
            levelledPage.writeInt(Math.toIntExact(levels.size()));
            levels.writeAllTo(levelledPage);
            page.writeTo(levelledPage);
            whole = levelledPage;
        }
        file.writeDataPage(rows, whole.size(), compress(whole), statistics, rows, Encoding.RLE, Encoding.RLE, encoding);
    }

    private BytesInput compress(PageBytes bytes) {
        int bound = Math.toIntExact(Zstd.compressBound(bytes.size()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int length = zstd.compressByteArray(compressed, 0, compressed.length, bytes.array(), 0, bytes.size());
        return BytesInput.from(compressed, 0, length);
    }

    /** Statistics copy what they keep: the dictionary's array is reused. */
    private static void observe(
            Statistics<?> statistics, ColumnType type, ValueDictionary dictionary, int value, int rows) {
        if (value == ColumnBuffer.NULL) {
            statistics.incrementNumNulls(rows);
            return;
        }
        int start = dictionary.start(value);
        switch (type) {
            case STRING, DECIMAL ->
                statistics.updateStats(Binary.fromReusedByteArray(dictionary.bytes(), start, dictionary.length(value)));
            case DOUBLE -> statistics.updateStats(DoubleForm.value(dictionary.bytes(), start));
            case TIMESTAMP -> statistics.updateStats(InstantForm.millis(dictionary.bytes(), start));
            case DELIVERED -> throw new IllegalArgumentException("delivered columns are never written");
        }
    }
}
