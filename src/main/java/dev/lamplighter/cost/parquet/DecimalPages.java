package dev.lamplighter.cost.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.lamplighter.base.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one decimal column in one row group, one after another, added up. */
final class DecimalPages {
    private static final int MAX_PAGE_BYTES = 16 << 20;

    private final InputStream in;
    private final Function<String, ProblemException> unreadable;
    private byte[] dictionary = {};
    private BigInteger sum = BigInteger.ZERO;

    /**
     * Begins at the first page.
     *
     * @param unreadable makes what is thrown, from the reason
     */
    DecimalPages(InputStream in, Function<String, ProblemException> unreadable) {
        this.in = in;
        this.unreadable = unreadable;
    }

    BigDecimal sum(long values) throws IOException {
        long left = values;
        while (left > 0) {
            PageHeader header = Util.readPageHeader(in);
            byte[] page = page(header);
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                dictionary = page;
            } else if (header.getType() == PageType.DATA_PAGE) {
                int count = header.getData_page_header().getNum_values();
                add(page, count, header.getData_page_header().getEncoding());
                left -= count;
            } else {
                throw unreadable.apply("it has a page of type " + header.getType());
            }
        }
        if (left < 0) {
            throw unreadable.apply("its pages have more values than its footer says");
        }
        return new BigDecimal(sum, DecimalForm.SCALE);
    }

    private byte[] page(PageHeader header) throws IOException {
        int length = header.getCompressed_page_size();
        if (length < 0 || length > MAX_PAGE_BYTES || header.getUncompressed_page_size() > MAX_PAGE_BYTES) {
            throw unreadable.apply("a page of " + length + " bytes");
        }
        byte[] compressed = in.readNBytes(length);
        CRC32 crc = new CRC32();
        crc.update(compressed);
        if (compressed.length < length || !header.isSetCrc() || header.getCrc() != (int) crc.getValue()) {
            throw unreadable.apply("a page does not match its checksum");
        }
        try {
            return Zstd.decompress(compressed, header.getUncompressed_page_size());
        } catch (ZstdException e) {
            throw unreadable.apply("a page can't be decompressed: " + e.getMessage());
        }
    }

    private void add(byte[] page, int count, Encoding encoding) throws IOException {
        switch (encoding) {
            case PLAIN -> addValues(page, count);
            case RLE_DICTIONARY -> addNumbers(page, count);
            default -> throw unreadable.apply("a page is encoded as " + encoding);
        }
    }

    private void addValues(byte[] page, int count) {
        if (page.length != count * DecimalForm.BYTES) {
            throw unreadable.apply("a page has " + page.length + " bytes for " + count + " values");
        }
        for (int value = 0; value < count; value++) {
            sum = sum.add(DecimalForm.unscaled(page, value * DecimalForm.BYTES));
        }
    }

    private void addNumbers(byte[] page, int count) throws IOException {
        long[] counts = new long[dictionary.length / DecimalForm.BYTES];
        ByteArrayInputStream numbers = new ByteArrayInputStream(page, 1, page.length - 1);
        RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(page[0], numbers);
        for (int i = 0; i < count; i++) {
            int value = decoder.readInt();
            if (value < 0 || value >= counts.length) {
                throw unreadable.apply("a page names a value that its dictionary lacks");
            }
            counts[value]++;
        }
        for (int value = 0; value < counts.length; value++) {
            BigInteger each = DecimalForm.unscaled(dictionary, value * DecimalForm.BYTES);
            sum = sum.add(each.multiply(BigInteger.valueOf(counts[value])));
        }
    }
}
