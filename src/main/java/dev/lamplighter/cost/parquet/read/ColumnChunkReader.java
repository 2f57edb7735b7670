package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Reads single columns of single row groups. Damaged bytes become a problem, whatever exception a decoder throws. */
final class ColumnChunkReader {
    private final ParquetFooter footer;

    ColumnChunkReader(ParquetFooter footer) {
        this.footer = footer;
    }

    /** Takes one value of a column. */
    interface Value {
        void take(ColumnReader reader);
    }

    /** Reads every value of a column, including NULLs. */
    void read(RowGroup group, ParquetReportColumn column, PrimitiveConverter converter, Value value)
            throws IOException {
        decoding(() -> {
            try (InputStream in = open(group, column)) {
                ColumnReader reader = reader(in, group, column, converter);
                for (long row = 0; row < group.getNum_rows(); row++) {
                    value.take(reader);
                    reader.consume();
                }
            } catch (NumberFormatException e) {
                throw footer.unreadable(column.name() + " has a value that is no number");
            }
        });
    }

    /** Decompresses every page of a chunk and compares it with its checksum where it has one; doesn't decode its values. */
    void readPages(RowGroup group, int leaf) throws IOException {
        PrimitiveType unread = Types.required(PrimitiveTypeName.BINARY).named("unread");
        decoding(() -> {
            ColumnMetaData chunk = group.getColumns().get(leaf).getMeta_data();
            try (InputStream in = footer.open(chunk)) {
                ColumnPageReader pages = new ColumnPageReader(in, chunk, unread, footer::unreadable);
                pages.readDictionaryPage();
                while (pages.readPage() != null) {
                    // nothing to do: the value could be read
                }
            }
        });
    }

    static boolean isPresent(ColumnReader reader) {
        return reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
    }

    InputStream open(RowGroup group, ParquetReportColumn column) throws IOException {
        return footer.open(chunk(group, column));
    }

    ColumnReader reader(InputStream in, RowGroup group, ParquetReportColumn column, PrimitiveConverter converter) {
        ColumnDescriptor descriptor = column.descriptor();
        PageReader pages =
                new ColumnPageReader(in, chunk(group, column), descriptor.getPrimitiveType(), footer::unreadable);
        PageReadStore store = new PageReadStore() {
            @Override
            public PageReader getPageReader(ColumnDescriptor ignored) {
                return pages;
            }

            @Override
            public long getRowCount() {
                return group.getNum_rows();
            }
        };
        String writer = String.valueOf(footer.metadata().getCreated_by());
        return new ColumnReadStoreImpl(store, only(converter), column.message(), writer).getColumnReader(descriptor);
    }

    private ColumnMetaData chunk(RowGroup group, ParquetReportColumn column) {
        ColumnMetaData chunk = group.getColumns().get(column.leaf()).getMeta_data();
        if (chunk.getNum_values() != group.getNum_rows()) {
            throw footer.unreadable(
                    column.name() + " has " + chunk.getNum_values() + " values for " + group.getNum_rows() + " rows");
        }
        return chunk;
    }

    /** Reads bytes that may be damaged. */
    private interface Decoding {
        void run() throws IOException;
    }

    private void decoding(Decoding decoding) throws IOException {
        try {
            decoding.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // decoders throw all kinds of exceptions for damaged bytes
            throw footer.unreadable("its pages are damaged, " + e);
        }
    }

    private static GroupConverter only(PrimitiveConverter converter) {
        return new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
                return converter;
            }

            @Override
            public void start() {
                // nothing to do: records are not assembled
            }

            @Override
            public void end() {
                // nothing to do: records are not assembled
            }
        };
    }
}
