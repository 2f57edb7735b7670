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
 * themselves where most are distinct. Every page carries its own minimum and maximum.
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
        return bytes <= DICTIONARY_BYTES && (dictionary.size() == 1 || 2L * dictionary.size() <= rows);
    }

    private void writeDictionary(ParquetFileWriter file, ValueDictionary dictionary, ColumnType type)
            throws IOException {
        page.reset();
        for (int value = 0; value < dictionary.size(); value++) {
            page.append(dictionary, value, type);
        }
        file.writeDictionaryPage(new DictionaryPage(compress(), page.size(), dictionary.size(), Encoding.PLAIN));
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
            try (RunLengthBitPackingHybridEncoder numbers = new RunLengthBitPackingHybridEncoder(
                    bitWidth, 1 << 10, PAGE_BYTES, new HeapByteBufferAllocator())) {
                int open = pageRows;
                while (open > 0) {
                    int count = Math.min(open, left);
                    observe(statistics, type, column.dictionary(), column.value(run));
                    for (int i = 0; i < count; i++) {
                        numbers.writeInt(column.value(run));
                    }
                    open -= count;
                    left -= count;
                    if (left == 0 && run + 1 < column.runs()) {
                        run++;
                        left = column.length(run);
                    }
                }
                numbers.toBytes().writeAllTo(page);
            }
            writePage(file, statistics, pageRows, Encoding.RLE_DICTIONARY);
        }
    }

    private void writeValuePages(
            ParquetFileWriter file, ColumnDescriptor descriptor, ColumnType type, ColumnBuffer column)
            throws IOException {
        page.reset();
        Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
        int pageRows = 0;
        for (int run = 0; run < column.runs(); run++) {
            for (int i = 0; i < column.length(run); i++) {
                if (pageRows == PAGE_ROWS || page.size() >= PAGE_BYTES) {
                    writePage(file, statistics, pageRows, Encoding.PLAIN);
                    page.reset();
                    statistics = Statistics.createStats(descriptor.getPrimitiveType());
                    pageRows = 0;
                }
                observe(statistics, type, column.dictionary(), column.value(run));
                page.append(column.dictionary(), column.value(run), type);
                pageRows++;
            }
        }
        writePage(file, statistics, pageRows, Encoding.PLAIN);
    }

    private void writePage(ParquetFileWriter file, Statistics<?> statistics, int rows, Encoding encoding)
            throws IOException {
        int uncompressedBytes = page.size();
        file.writeDataPage(rows, uncompressedBytes, compress(), statistics, rows, Encoding.RLE, Encoding.RLE, encoding);
    }

    private BytesInput compress() {
        int bound = Math.toIntExact(Zstd.compressBound(page.size()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int length = zstd.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
        return BytesInput.from(compressed, 0, length);
    }

    /** Statistics copy what they keep: the dictionary's array is reused. */
    private static void observe(Statistics<?> statistics, ColumnType type, ValueDictionary dictionary, int value) {
        int start = dictionary.start(value);
        switch (type) {
            case STRING, DECIMAL ->
                statistics.updateStats(Binary.fromReusedByteArray(dictionary.bytes(), start, dictionary.length(value)));
            case TIMESTAMP -> statistics.updateStats(InstantForm.millis(dictionary.bytes(), start));
        }
    }
}
