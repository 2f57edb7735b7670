package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnEncoder;
import dev.lamplighter.cost.parquet.encode.ColumnGroupBuffer;
import dev.lamplighter.cost.parquet.encode.EncodedColumn;
import dev.lamplighter.cost.parquet.encode.ParquetSchema;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/** Adds up, encodes and writes full row groups: columns are encoded at the same time and written in their order. */
final class RowGroupWriter implements AutoCloseable {
    private final List<PrimitiveType> types;
    private final ReportFileParquetWriter objects;
    private final ControlTotals totals;
    private final ConversionExecutor conversionThreads;
    private final Queue<ColumnEncoder> idleEncoders = new ConcurrentLinkedQueue<>();

    RowGroupWriter(
            ReportTableSchema schema,
            ReportFileParquetWriter objects,
            ControlTotals totals,
            ConversionExecutor conversionThreads) {
        MessageType message = ParquetSchema.of(schema.columns());
        types = message.getFields().stream()
                .map(field -> field.asPrimitiveType())
                .toList();
        this.objects = objects;
        this.totals = totals;
        this.conversionThreads = conversionThreads;
    }

    /** Begins to write a row group, after the one before is written; done when the row group is empty again. */
    CompletableFuture<Void> write(RowGroupBuffer rows) {
        CompletableFuture<Void> written = conversionThreads.run(() -> {
            totals.add(rows);
            objects.beginRowGroup(rows.rows());
        });
        int column = 0;
        for (ColumnGroupBuffer group : rows.groups()) {
            int first = column;
            List<EncodedColumn> columns = new ArrayList<>();
            CompletableFuture<Void> encoded = conversionThreads.run(() -> encode(group, first, rows.rows(), columns));
            written = conversionThreads.after(CompletableFuture.allOf(written, encoded), () -> objects.write(columns));
            column += group.columns().size();
        }
        return conversionThreads.after(written, () -> {
            objects.endRowGroup();
            rows.clear();
        });
    }

    @Override
    public void close() {
        idleEncoders.forEach(ColumnEncoder::close);
    }

    private void encode(ColumnGroupBuffer group, int first, int rows, List<EncodedColumn> columns) throws IOException {
        ColumnEncoder idle = idleEncoders.poll();
        ColumnEncoder encoder = idle == null ? new ColumnEncoder() : idle;
        try {
            for (int i = 0; i < group.columns().size(); i++) {
                columns.add(encoder.encode(types.get(first + i), group.columns().get(i), rows));
            }
        } finally {
            idleEncoders.add(encoder);
        }
    }
}
