package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Totals of one Parquet object. Uses the format's own structures rather than parquet-java's {@code ParquetFileReader},
 * which does not load without Hadoop.
 */
final class ParquetFileTotals {
    private static final int TRAILER_BYTES = 8;
    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    /** Footers have some 100 KB, decimal columns of a row group at most 1.5 MB. */
    private static final int MAX_PART_BYTES = 32 << 20;

    private final ObjectStore store;
    private final StoredObject pinned;

    ParquetFileTotals(ObjectStore store, StoredObject pinned) {
        this.store = store;
        this.pinned = pinned;
    }

    ParquetTotals read() throws IOException {
        FileMetaData footer = footer();
        List<String> names = new ArrayList<>();
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        for (SchemaElement element : footer.getSchema().subList(1, footer.getSchemaSize())) {
            boolean decimal =
                    element.isSetLogicalType() && element.getLogicalType().isSetDECIMAL();
            names.add(decimal ? element.getName() : "");
            if (decimal) {
                totals.put(element.getName(), new BigDecimal(BigInteger.ZERO, DecimalForm.SCALE));
            }
        }
        long rows = 0;
        for (RowGroup group : footer.getRow_groups()) {
            rows += group.getNum_rows();
            for (int column = 0; column < names.size(); column++) {
                if (!names.get(column).isEmpty()) {
                    totals.merge(names.get(column), sum(group, column), BigDecimal::add);
                }
            }
        }
        if (rows != footer.getNum_rows()) {
            throw unreadable("its row groups have " + rows + " rows, its footer says " + footer.getNum_rows());
        }
        return new ParquetTotals(rows, totals);
    }

    private FileMetaData footer() throws IOException {
        if (pinned.sizeBytes() < 2L * TRAILER_BYTES) {
            throw unreadable("it is too short");
        }
        ByteBuffer trailer = ByteBuffer.wrap(bytes(pinned.sizeBytes() - TRAILER_BYTES, TRAILER_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int footerBytes = trailer.getInt();
        long begin = pinned.sizeBytes() - TRAILER_BYTES - footerBytes;
        if (trailer.getInt() != MAGIC) {
            throw unreadable("it does not end as a Parquet file");
        }
        byte[] footer = bytes(begin, footerBytes);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer));
        } catch (IOException | RuntimeException e) { // of the format: the bytes are here already
            throw unreadable("its footer is damaged, " + e.getMessage());
        }
    }

    private BigDecimal sum(RowGroup group, int column) throws IOException {
        ColumnMetaData metadata = group.getColumns().get(column).getMeta_data();
        if (metadata.getNum_values() != group.getNum_rows()) {
            throw unreadable(
                    "a column has " + metadata.getNum_values() + " values for " + group.getNum_rows() + " rows");
        }
        long begin = metadata.isSetDictionary_page_offset()
                ? metadata.getDictionary_page_offset()
                : metadata.getData_page_offset();
        byte[] chunk = bytes(begin, metadata.getTotal_compressed_size());
        try {
            return new DecimalPages(new ByteArrayInputStream(chunk), this::unreadable).sum(metadata.getNum_values());
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // the decoders answer damaged bytes with all kinds of them
            throw unreadable("its pages are damaged, " + e.getMessage());
        }
    }

    private byte[] bytes(long begin, long length) throws IOException {
        if (begin < 0 || length < 1 || length > MAX_PART_BYTES || begin + length > pinned.sizeBytes()) {
            throw unreadable("a part of " + length + " bytes at " + begin);
        }
        try (InputStream in = store.open(pinned, begin, (int) length)) {
            return in.readNBytes((int) length);
        }
    }

    private ProblemException unreadable(String why) {
        return new ProblemException(new Problem(
                "COST-019", store.uri(pinned.key()), "can't be read back", why, "convert the version again"));
    }
}
