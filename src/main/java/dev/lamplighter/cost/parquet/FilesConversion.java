package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.csv.RowBlockReader;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ReportFileOpener;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Converts all files of a report, several at once; the first that fails ends them all. */
final class FilesConversion {
    private final String compression;
    private final ObjectStore source;
    private final ReportTableSchema schema;
    private final VersionWriter version;
    private final ConversionLimits limits;

    FilesConversion(
            String compression,
            ObjectStore source,
            ReportTableSchema schema,
            VersionWriter version,
            ConversionLimits limits) {
        this.compression = compression;
        this.source = source;
        this.schema = schema;
        this.version = version;
        this.limits = limits;
    }

    ControlTotals run(List<StoredObject> files, ConversionListener progress) throws IOException {
        ControlTotals all = new ControlTotals(schema);
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        List<CompletableFuture<Void>> converted = new ArrayList<>();
        try (ConversionExecutor threads =
                new ConversionExecutor(limits.filesAtOnce() == 1 ? 0 : limits.filesAtOnce())) {
            for (int i = 0; i < files.size() && !firstFailure.isDone(); i++) {
                int index = i;
                CompletableFuture<Void> file = threads.run(() -> {
                    ControlTotals totals = convert(files.get(index), index, progress);
                    synchronized (all) {
                        all.add(totals);
                        progress.fileConverted(
                                index + 1, files.size(), files.get(index).key(), totals.rows());
                    }
                });
                converted.add(file.whenComplete((done, failure) -> {
                    if (failure != null) {
                        firstFailure.completeExceptionally(failure);
                    }
                }));
            }
            CompletableFuture<Void> whole = CompletableFuture.allOf(converted.toArray(CompletableFuture[]::new));
            ConversionExecutor.await(CompletableFuture.anyOf(firstFailure, whole));
        }
        return all;
    }

    private ControlTotals convert(StoredObject file, int index, ConversionListener progress) throws IOException {
        try (InputStream text = ReportFileOpener.open(source, file, compression)) {
            RowBlockReader reader = new RowBlockReader(text, source.uri(file.key()), limits.rowBytes());
            ReportFileParquetWriter objects = version.file(index);
            try (FileConversion conversion = new FileConversion(reader, schema, objects, limits, progress)) {
                return conversion.run();
            } catch (ProblemException e) {
                if (!ReportFileOpener.isDamage(e.problem())) {
                    text.transferTo(OutputStream.nullOutputStream()); // if it is damaged, that counts
                }
                throw e;
            }
        }
    }
}
