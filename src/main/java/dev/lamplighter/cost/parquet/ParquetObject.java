package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** One Parquet object on its way into a store, row group by row group. Closed without {@link #complete}, it never was. */
final class ParquetObject implements AutoCloseable {
    private final List<TableColumn> columns;
    private final List<ColumnDescriptor> descriptors;
    private final ObjectUpload upload;
    private final ParquetFileWriter file;
    private final ColumnChunkWriter chunks = new ColumnChunkWriter();
    private int rowGroups;

    ParquetObject(ObjectStore store, String key, List<TableColumn> columns) throws IOException {
        this.columns = columns;
        MessageType schema = ParquetSchema.of(columns);
        descriptors = schema.getColumns();
        upload = store.create(key);
        file = ParquetFileWriters.create(new UploadOutputFile(upload), schema);
        file.start();
    }

    int rowGroups() {
        return rowGroups;
    }

    void write(RowGroup group) throws IOException {
        file.startBlock(group.rows());
        for (int i = 0; i < columns.size(); i++) {
            chunks.write(file, descriptors.get(i), columns.get(i).type(), group.column(i), group.rows());
        }
        file.endBlock();
        rowGroups++;
    }

    /** Makes the object visible. */
    void complete(Map<String, String> metadata) throws IOException {
        file.end(metadata);
        upload.complete();
    }

    @Override
    public void close() throws IOException {
        chunks.close();
        file.abort();
        file.close();
        upload.close();
    }
}
