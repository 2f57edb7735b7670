package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one column in one row group, one after another from {@link ParquetFooter#open}, decompressed; memory is
 * one page and the dictionary. parquet-java's own page reader does not load without Hadoop.
 */
final class ColumnPageReader implements PageReader {
    private static final int MAX_PAGE_BYTES = 64 << 20;

    private final InputStream in;
    private final ColumnMetaData column;
    private final PrimitiveType type;
    private final Function<String, ProblemException> unreadable;
    private long valuesLeft;
    private @Nullable PageHeader ahead;

    ColumnPageReader(
            InputStream in, ColumnMetaData column, PrimitiveType type, Function<String, ProblemException> unreadable) {
        this.in = in;
        this.column = column;
        this.type = type;
        this.unreadable = unreadable;
        valuesLeft = column.getNum_values();
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = Util.readPageHeader(in);
            if (header.getType() != PageType.DICTIONARY_PAGE) {
                ahead = header;
                return null;
            }
            return new DictionaryPage(
                    BytesInput.from(unpacked(bytes(header), header.getUncompressed_page_size())),
                    header.getDictionary_page_header().getNum_values(),
                    encoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException e) { // of the format; failures of the store are unchecked, see ParquetFooter
            throw unreadable.apply("its pages are damaged, " + e.getMessage());
        }
    }

    @Override
    public long getTotalValueCount() {
        return column.getNum_values();
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (valuesLeft > 0) {
                PageHeader header = ahead == null ? Util.readPageHeader(in) : ahead;
                ahead = null;
                byte[] bytes = bytes(header);
                if (header.isSetData_page_header()) {
                    return page(header, header.getData_page_header(), bytes);
                }
                if (header.isSetData_page_header_v2()) {
                    return page(header, header.getData_page_header_v2(), bytes);
                }
            }
            return null;
        } catch (IOException e) { // of the format; failures of the store are unchecked, see ParquetFooter
            throw unreadable.apply("its pages are damaged, " + e.getMessage());
        }
    }

    private DataPage page(PageHeader header, DataPageHeader data, byte[] bytes) throws IOException {
        count(data.getNum_values());
        return new DataPageV1(
                BytesInput.from(unpacked(bytes, header.getUncompressed_page_size())),
                data.getNum_values(),
                header.getUncompressed_page_size(),
                Statistics.createStats(type),
                encoding(data.getRepetition_level_encoding()),
                encoding(data.getDefinition_level_encoding()),
                encoding(data.getEncoding()));
    }

    /** A page of version 2: its levels are uncompressed, before the values. */
    private DataPage page(PageHeader header, DataPageHeaderV2 data, byte[] bytes) throws IOException {
        count(data.getNum_values());
        int repetition = data.getRepetition_levels_byte_length();
        int levels = repetition + data.getDefinition_levels_byte_length();
        if (repetition < 0 || levels < repetition || levels > bytes.length) {
            throw unreadable.apply("a page whose levels have " + levels + " bytes");
        }
        byte[] values = Arrays.copyOfRange(bytes, levels, bytes.length);
        boolean packed = !data.isSetIs_compressed() || data.isIs_compressed();
        return DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(bytes, 0, repetition),
                BytesInput.from(bytes, repetition, levels - repetition),
                encoding(data.getEncoding()),
                BytesInput.from(packed ? unpacked(values, header.getUncompressed_page_size() - levels) : values),
                Statistics.createStats(type));
    }

    private void count(int values) {
        valuesLeft -= values;
        if (values < 0 || valuesLeft < 0) {
            throw unreadable.apply("its pages have more values than its footer says");
        }
    }

    private byte[] bytes(PageHeader header) throws IOException {
        int length = header.getCompressed_page_size();
        if (length < 0 || length > MAX_PAGE_BYTES || header.getUncompressed_page_size() > MAX_PAGE_BYTES) {
            throw unreadable.apply("a page of " + Math.max(length, header.getUncompressed_page_size()) + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length < length || (header.isSetCrc() && header.getCrc() != (int) crc.getValue())) {
            throw unreadable.apply("a page does not match its checksum");
        }
        return bytes;
    }

    private byte[] unpacked(byte[] bytes, int length) throws IOException {
        return PageDecompressor.unpacked(column.getCodec(), bytes, length, unreadable);
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
