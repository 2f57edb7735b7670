package dev.lamplighter.cost.parquet.encode;

import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** Writes one Parquet object into a store, row group by row group. Closed without {@link #complete}, it leaves no object. */
public final class ParquetObjectWriter implements AutoCloseable {
    private final List<ColumnDescriptor> descriptors;
    private final ObjectUpload upload;
    private final ParquetFileWriter file;
    private int rowGroups;
    private int column;
    private int rows;

    public ParquetObjectWriter(ObjectStore store, String key, MessageType schema) throws IOException {
        descriptors = schema.getColumns();
        upload = store.create(key);
        file = ParquetFileWriterFactory.create(new UploadOutputFile(upload), schema);
        file.start();
    }

    public int rowGroups() {
        return rowGroups;
    }

    public void beginRowGroup(int rowCount) throws IOException {
        file.startBlock(rowCount);
        rows = rowCount;
        column = 0;
    }

    /** Writes the next column of the row group. */
    public void write(EncodedColumn encoded) throws IOException {
        file.startColumn(descriptors.get(column), rows, CompressionCodecName.ZSTD);
        if (encoded.dictionary() != null) {
            file.writeDictionaryPage(encoded.dictionary());
        }
        for (EncodedColumn.Page page : encoded.pages()) {
            file.writeDataPage(
                    page.rows(),
                    page.plainSize(),
                    BytesInput.from(page.bytes()),
                    page.statistics(),
                    page.rows(),
                    Encoding.RLE,
                    Encoding.RLE,
                    page.encoding());
        }
        file.endColumn();
        column++;
    }

    public void endRowGroup() throws IOException {
        file.endBlock();
        rowGroups++;
    }

    /** Makes the object visible. */
    public void complete(Map<String, String> metadata) throws IOException {
        file.end(metadata);
        upload.complete();
    }

    @Override
    public void close() throws IOException {
        file.abort();
        file.close();
        upload.close();
    }
}
