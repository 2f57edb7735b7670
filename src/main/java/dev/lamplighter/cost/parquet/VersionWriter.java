package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Parquet objects of one version, in one folder. Closed without {@link #complete()}, it takes back all that it made
 * visible; completed, the folder holds its objects and nothing else.
 */
final class VersionWriter implements AutoCloseable {
    private final ObjectStore store;
    private final String folder;
    private final String reportName;
    private final List<TableColumn> columns;
    private final Map<String, String> metadata;
    private final ConversionLimits limits;
    private final RowGroup rows;
    private final ControlTotals totals;
    private final List<String> outputs = new ArrayList<>();
    private @Nullable ParquetObject current;
    private boolean completed;

    VersionWriter(
            ObjectStore store,
            String targetPrefix,
            CostReportManifest manifest,
            ReportSchema schema,
            ConversionLimits limits) {
        this.store = store;
        this.limits = limits;
        folder =
                targetPrefix + "billing_period=" + manifest.billingPeriod().month() + "/" + manifest.assemblyId() + "/";
        reportName = manifest.reportName();
        columns = schema.columns();
        rows = new RowGroup(schema, limits);
        totals = new ControlTotals(schema);
        metadata = ParquetSchema.metadata(manifest, columns);
    }

    /**
     * Appends the reader's current row.
     *
     * @param fields of each column, see {@link HeaderMatch}
     * @throws dev.lamplighter.base.ProblemException COST-016 to COST-018 naming file, line and field
     */
    void add(CsvReader row, int[][] fields) throws IOException {
        rows.add(row, fields);
        if (rows.isFull()) {
            endRowGroup();
        }
    }

    /** The next row comes from another file: ends the object, which has no rows when the file had none. */
    void endFile() throws IOException {
        endRowGroup();
        endObject();
    }

    /** What was added up so far. */
    ControlTotals totals() {
        return totals;
    }

    /** Keys, in the order of the rows. */
    List<String> outputs() {
        return outputs;
    }

    /** Keeps the version, and clears away what a conversion that was killed may have left in its folder. */
    void complete() throws IOException {
        List<String> others;
        try (Stream<StoredObject> found = store.list(folder)) {
            others = found.map(StoredObject::key)
                    .filter(key -> !outputs.contains(key))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException("can't clear " + store.uri(folder), e);
        }
        for (String key : others) {
            store.delete(key);
        }
        completed = true;
    }

    /** Takes back whatever may be visible, also in a thread that was interrupted. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            if (!completed) {
                takeBack();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void takeBack() throws IOException {
        IOException failure = null;
        for (String key : outputs) {
            try {
                store.delete(key);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void endRowGroup() throws IOException {
        if (rows.rows() == 0) {
            return;
        }
        totals.add(rows);
        if (current != null && current.rowGroups() == limits.rowGroupsPerObject()) {
            endObject();
        }
        object().write(rows);
        rows.clear();
    }

    private void endObject() throws IOException {
        ParquetObject object = object();
        object.complete(metadata);
        current = null;
        object.close();
    }

    private ParquetObject object() throws IOException {
        ParquetObject object = current;
        if (object == null) {
            String name = String.format(Locale.ROOT, "%s-%05d.zstd.parquet", reportName, outputs.size() + 1);
            object = new ParquetObject(store, folder + name, columns);
            outputs.add(folder + name); // from now on: completing may fail here and yet succeed in the store
            current = object;
        }
        return object;
    }
}
