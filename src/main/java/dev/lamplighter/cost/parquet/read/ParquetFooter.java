package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** Reads the footer of a Parquet object from any writer, and gives its parts by ranges, pinned. */
final class ParquetFooter {
    private static final int TRAILER_BYTES = 8;
    private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
    private static final int MAX_FOOTER_BYTES = 32 << 20;

    private final ObjectStore store;
    private final StoredObject pinned;
    private final FileMetaData metadata;

    private ParquetFooter(ObjectStore store, StoredObject pinned) throws IOException {
        this.store = store;
        this.pinned = pinned;
        this.metadata = readMetadata();
    }

    /** @throws ProblemException COST-019 when it is not a whole Parquet file */
    static ParquetFooter read(ObjectStore store, StoredObject pinned) throws IOException {
        return new ParquetFooter(store, pinned);
    }

    FileMetaData metadata() {
        return metadata;
    }

    /**
     * Opens the pages of one column in one row group; a failure of the store is an {@link UncheckedIOException}, unlike bad
     * bytes.
     */
    InputStream open(ColumnMetaData column) throws IOException {
        long begin = column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
                ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
                : column.getData_page_offset();
        long length = column.getTotal_compressed_size();
        if (length > Integer.MAX_VALUE) {
            throw unreadable("a column of " + length + " bytes in one row group");
        }
        checkInside(begin, length);
        return new StoreStream(store.open(pinned, begin, (int) length));
    }

    /** Marks exceptions of the store, to distinguish them from those that decoders throw at damaged bytes. */
    private static final class StoreStream extends FilterInputStream {
        StoreStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return super.read(target, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    ProblemException unreadable(String why) {
        return new ProblemException(new Problem(
                CostProblemCode.PARQUET_UNREADABLE,
                store.uri(pinned.key()),
                "can't be read as Parquet",
                why,
                "copy the file again from where AWS delivered it, or run costs publish for the month again"));
    }

    /** The problem of names that are equal or differ only in case, which Athena ignores. */
    ProblemException ambiguous(String what) {
        return new ProblemException(new Problem(
                CostProblemCode.COLUMN_TWICE,
                store.uri(pinned.key()),
                what,
                "Athena ignores case in names, and a table with the same name twice answers no query",
                "rename the tag or category that the report has the name from, or have the report delivered as CSV"));
    }

    private FileMetaData readMetadata() throws IOException {
        if (pinned.sizeBytes() < 2L * TRAILER_BYTES) {
            throw unreadable("it is too short");
        }
        ByteBuffer trailer = ByteBuffer.wrap(bytes(pinned.sizeBytes() - TRAILER_BYTES, TRAILER_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        int footerBytes = trailer.getInt();
        if (trailer.getInt() != MAGIC) {
            throw unreadable("it does not end as a Parquet file");
        }
        if (footerBytes > MAX_FOOTER_BYTES) {
            throw unreadable("a footer of " + footerBytes + " bytes");
        }
        byte[] footer = bytes(pinned.sizeBytes() - TRAILER_BYTES - footerBytes, footerBytes);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer));
        } catch (IOException | RuntimeException e) { // of the format, because the bytes are in memory already
            throw unreadable("its footer is damaged, " + e.getMessage());
        }
    }

    private byte[] bytes(long begin, int length) throws IOException {
        checkInside(begin, length);
        try (InputStream in = store.open(pinned, begin, length)) {
            return in.readNBytes(length);
        }
    }

    private void checkInside(long begin, long length) {
        if (begin < 0 || length < 1 || begin + length > pinned.sizeBytes()) {
            throw unreadable("a part of " + length + " bytes at " + begin);
        }
    }
}
