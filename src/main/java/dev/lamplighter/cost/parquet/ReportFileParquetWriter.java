package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.EncodedColumn;
import dev.lamplighter.cost.parquet.encode.ParquetObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes the Parquet objects of one report file: one, or more when it has very many row groups. */
final class ReportFileParquetWriter implements AutoCloseable {
    private final VersionFolder folder;
    private final String name;
    private final MessageType schema;
    private final Map<String, String> metadata;
    private final int rowGroupsPerObject;
    private final List<String> keys = new ArrayList<>();
    private @Nullable ParquetObjectWriter current;

    /**
     * Makes a writer that hasn't begun an object.
     *
     * @param name of the first object, without its suffix
     */
    ReportFileParquetWriter(
            VersionFolder folder,
            String name,
            MessageType schema,
            Map<String, String> metadata,
            int rowGroupsPerObject) {
        this.folder = folder;
        this.name = name;
        this.schema = schema;
        this.metadata = metadata;
        this.rowGroupsPerObject = rowGroupsPerObject;
    }

    void beginRowGroup(int rows) throws IOException {
        if (current != null && current.rowGroups() == rowGroupsPerObject) {
            endObject();
        }
        object().beginRowGroup(rows);
    }

    /** Writes the next columns of the row group. */
    void write(List<EncodedColumn> columns) throws IOException {
        for (EncodedColumn column : columns) {
            object().write(column);
        }
    }

    void endRowGroup() throws IOException {
        object().endRowGroup();
    }

    /** Completes the last object, which has no rows when the file had none. */
    void complete() throws IOException {
        endObject();
    }

    /** Keys of all objects begun, in the order of the rows. */
    List<String> keys() {
        return keys;
    }

    /** Drops an object that was begun, also in a thread that was interrupted. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void endObject() throws IOException {
        ParquetObjectWriter object = object();
        object.complete(metadata);
        current = null;
        object.close();
    }

    private ParquetObjectWriter object() throws IOException {
        ParquetObjectWriter object = current;
        if (object == null) {
            String part = keys.isEmpty() ? "" : String.format(Locale.ROOT, "-%05d", keys.size() + 1);
            String key = folder.next(name + part + ".zstd.parquet");
            object = new ParquetObjectWriter(folder.store(), key, schema);
            keys.add(key);
            current = object;
        }
        return object;
    }
}
