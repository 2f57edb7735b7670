package dev.lamplighter.sandbox.cur;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Spreads the lines of a version evenly over its data files, one after another. A file may have no lines at all. */
final class DataFilesWriter implements Closeable {
    private final DeliveryTarget bucket;
    private final CostReportSpec spec;
    private final ReportKeys keys;
    private final String header;
    private final long rows;
    private @Nullable ReportDataFileWriter current;
    private int opened;

    /** @param rows lines of the whole version */
    DataFilesWriter(DeliveryTarget bucket, CostReportSpec spec, ReportKeys keys, String header, long rows) {
        this.bucket = bucket;
        this.spec = spec;
        this.keys = keys;
        this.header = header;
        this.rows = rows;
    }

    void write(LineItem line, Hour hour) throws IOException {
        ReportDataFileWriter file = current;
        while (file == null || file.isFull()) {
            file = next();
        }
        file.write(line, hour);
    }

    /** Files that got no lines still get their header. */
    void finish() throws IOException {
        while (opened < spec.files()) {
            next();
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private ReportDataFileWriter next() throws IOException {
        close();
        String key = keys.dataFiles().get(opened);
        long inThisFile = rows * (opened + 1) / spec.files() - rows * opened / spec.files();
        opened++;
        ReportDataFileWriter file =
                new ReportDataFileWriter(bucket.create(key), spec, keys.csvName(opened), header, inThisFile);
        current = file;
        return file;
    }
}
