package dev.lamplighter.sandbox.cur;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers a cost report as AWS would: data files, then artifacts, then manifests, the top-level one last. Lines are
 * streamed; memory does not grow with the length of a file.
 */
public final class CostReportGenerator {
    private final CostReportSpec spec;
    private final DeliveryTarget bucket;
    private final Columns columns;
    private final ReportKeys keys;
    private final List<String> delivered = new ArrayList<>();

    private CostReportGenerator(CostReportSpec spec, DeliveryTarget bucket) {
        this.spec = spec;
        this.bucket = bucket;
        columns = Columns.of(spec);
        keys = new ReportKeys(spec);
    }

    /** Delivers into a folder; keys are paths below it. */
    public static Delivery deliver(CostReportSpec spec, Path bucketFolder) throws IOException {
        return deliver(spec, new FolderBucket(bucketFolder));
    }

    /** Delivers into a bucket, one object after another. */
    public static Delivery deliver(CostReportSpec spec, DeliveryTarget bucket) throws IOException {
        return new CostReportGenerator(spec, bucket).deliver();
    }

    private Delivery deliver() throws IOException {
        ControlTotals totals = writeDataFiles();
        ManifestWriter manifest = new ManifestWriter(spec, keys, columns);
        if (spec.oddities().decoys()) {
            write(
                    keys.redshiftCommands(),
                    "-- COPY the report, one statement a file\n".getBytes(StandardCharsets.UTF_8));
            write(keys.redshiftManifest(), manifest.redshiftJson());
        }
        for (String key : keys.manifests()) {
            write(key, manifest.json());
        }
        return new Delivery(delivered.get(delivered.size() - 1), keys.assemblyId(), delivered, totals);
    }

    private ControlTotals writeDataFiles() throws IOException {
        ControlTotalsCollector ledger = new ControlTotalsCollector(columns);
        LineSchedule schedule = new LineSchedule(spec, new LineFactory(spec, columns), ledger);
        BillingMonthDates calendar =
                new BillingMonthDates(spec.billingMonth(), spec.format().style());
        try (DataFilesWriter files = new DataFilesWriter(bucket, spec, keys, columns.headerLine(), schedule.rows())) {
            for (int i = 0; i < spec.hours(); i++) {
                Hour hour = calendar.hour(i);
                for (LineItem line : schedule.linesOf(i)) {
                    files.write(line, hour);
                }
            }
            files.finish();
        }
        schedule.bookTheRest();
        delivered.addAll(keys.dataFiles());
        return ledger.totals();
    }

    private void write(String key, byte[] content) throws IOException {
        try (OutputStream out = bucket.create(key)) {
            out.write(content);
        }
        delivered.add(key);
    }
}
