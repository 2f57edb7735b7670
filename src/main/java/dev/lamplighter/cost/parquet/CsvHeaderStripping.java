package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.csv.RowBlock;
import dev.lamplighter.cost.parquet.csv.RowBlockReader;
import dev.lamplighter.cost.parquet.csv.RowTokeniser;
import dev.lamplighter.cost.parquet.encode.RowGroupBuffer;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.ReportFileOpener;
import dev.lamplighter.cost.report.StoredObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts one version of a CSV report to CSV without header lines, for tables over text: gzip in, gzip out, one object for
 * each file. A table over text knows columns by their position, so every file has the same columns in the same order. May be
 * used by several threads.
 */
public final class CsvHeaderStripping implements CsvHeaderStripper {
    private static final Logger LOG = LoggerFactory.getLogger(CsvHeaderStripping.class);

    private static final int[] NO_FIELDS = {};

    private final InstantSource clock;
    private final ConversionListener progress;
    private final LineBreakPolicy lineBreakPolicy;

    public CsvHeaderStripping(InstantSource clock, ConversionListener progress, LineBreakPolicy lineBreakPolicy) {
        this.clock = clock;
        this.progress = progress;
        this.lineBreakPolicy = lineBreakPolicy;
    }

    /** The columns of the text, in order: those that its table has already, then the report's others. */
    public static List<PublishedColumn> columns(CostReportManifest manifest, List<String> existing) {
        List<PublishedColumn> columns = new ArrayList<>();
        List<PublishedColumn> report = new ArrayList<>(
                ReportTableSchema.of(manifest, NumberType.DECIMAL).columns());
        for (String name : existing) {
            PublishedColumn column = report.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElse(new PublishedColumn(name, ColumnType.STRING, List.of()));
            columns.add(column);
            report.remove(column);
        }
        columns.addAll(report);
        return columns;
    }

    @Override
    public ConversionSummary strip(
            CostReportManifest manifest,
            ObjectStore source,
            ObjectStore target,
            String targetPrefix,
            List<String> existing)
            throws IOException {
        Instant begin = clock.instant();
        if (manifest.isParquet()) {
            throw new ProblemException(new Problem(
                    CostProblemCode.FORMAT_NOT_SUPPORTED,
                    source.uri(manifest.reportKeys().get(0)),
                    "Parquet",
                    "it has no header to strip",
                    "use the table over Parquet, or define the report as CSV"));
        }
        Stripped stripped = new Stripped(manifest, existing);
        List<StoredObject> files = ManifestDataFiles.pin(manifest, source);
        try (VersionFolder version = new VersionFolder(target, targetPrefix, manifest, source, files)) {
            version.abandonUploads(begin);
            for (int i = 0; i < files.size(); i++) {
                String name = String.format(Locale.ROOT, "%s-%05d.csv.gz", manifest.reportName(), i + 1);
                long rows = stripped.file(manifest, source, files.get(i), target.create(version.next(name)));
                progress.fileConverted(i + 1, files.size(), files.get(i).key(), rows);
            }
            version.complete();
            stripped.tell(manifest.reportName());
            return new ConversionSummary(
                    manifest.reportName(),
                    manifest.billingPeriod(),
                    manifest.assemblyId(),
                    files.size(),
                    stripped.totals.result(),
                    stripped.columns,
                    files,
                    version.outputs(),
                    Duration.between(begin, clock.instant()));
        }
    }

    /** The stripping of one version. */
    private final class Stripped {
        private final ReportTableSchema schema;
        private final List<PublishedColumn> columns;
        private final OpenCsvSerdeWriter text = new OpenCsvSerdeWriter(lineBreakPolicy);
        private final ControlTotals totals;
        /** For each column of the text its index in the report, or -1 if the report lacks it. */
        private final int[] places;

        Stripped(CostReportManifest manifest, List<String> existing) {
            schema = ReportTableSchema.of(manifest, NumberType.DECIMAL);
            columns = columns(manifest, existing);
            totals = new ControlTotals(schema);
            places = columns.stream().mapToInt(schema.columns()::indexOf).toArray();
        }

        long file(CostReportManifest manifest, ObjectStore source, StoredObject file, ObjectUpload upload)
                throws IOException {
            long before = totals.rows();
            try (upload;
                    InputStream in = ReportFileOpener.open(source, file, manifest.compression());
                    GZIPOutputStream gzip = new GZIPOutputStream(upload, 64 << 10);
                    BufferedOutputStream out = new BufferedOutputStream(gzip, 64 << 10)) {
                try {
                    rows(new RowBlockReader(in, source.uri(file.key()), ConversionLimits.SMALL.rowBytes()), out);
                } catch (ProblemException e) {
                    if (!ReportFileOpener.isDamage(e.problem())) {
                        in.transferTo(OutputStream.nullOutputStream()); // if the file is damaged, that is reported
                    }
                    throw e;
                }
                out.flush();
                gzip.finish();
                upload.complete();
            }
            return totals.rows() - before;
        }

        private void rows(RowBlockReader reader, OutputStream out) throws IOException {
            RowBlock block = new RowBlock(ConversionLimits.SMALL.blockBytes());
            int[][] fields = reader.begin(block, schema);
            RowTokeniser tokeniser = new RowTokeniser(reader.fieldCount());
            RowGroupBuffer values =
                    new RowGroupBuffer(schema.columns(), schema.columns().size());
            do {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted in " + reader.file());
                }
                tokeniser.tokenise(block);
                values.groups().get(0).add(block, List.of(fields));
                text.write(block, ordered(fields), out);
                reader.finish(block);
                values.addRows(block.rows());
                totals.add(values);
                progress.rowsRead(block.rows());
                values.clear();
                block.clear();
            } while (reader.next(block));
        }

        /** The fields that make up each column of the text; none for a column that the report lacks. */
        private int[][] ordered(int[][] fields) {
            return IntStream.of(places)
                    .mapToObj(place -> place < 0 ? NO_FIELDS : fields[place])
                    .toArray(int[][]::new);
        }

        void tell(String reportName) {
            totals.tellDoubtful(LOG, reportName);
            if (text.replaced() > 0) {
                LOG.warn("line breaks in fields became spaces report={} count={}", reportName, text.replaced());
            }
        }
    }
}
