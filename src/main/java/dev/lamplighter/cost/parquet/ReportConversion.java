package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ReportText;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of one month of one report, from its files to Parquet: inflate, find the fields, gather them by column, write
 * row groups, add up on the way. Memory does not depend on the size of the files. May be used by several threads.
 */
public final class ReportConversion {
    private static final Logger LOG = LoggerFactory.getLogger(ReportConversion.class);
    private static final int FIRST_BLOCK_BYTES = 256 << 10;
    private static final int ROWS_BETWEEN_LOOKS = 4096;

    private final InstantSource clock;
    private final ConversionProgress progress;
    private final NumberType numbers;
    private final ConversionLimits limits;

    /** Costs and amounts become exact decimals. */
    public ReportConversion(InstantSource clock, ConversionProgress progress) {
        this(clock, progress, NumberType.DECIMAL);
    }

    /** @param numbers what costs and amounts become; Parquet is taken over as it is */
    public ReportConversion(InstantSource clock, ConversionProgress progress, NumberType numbers) {
        this(clock, progress, numbers, ConversionLimits.SMALL);
    }

    ReportConversion(InstantSource clock, ConversionProgress progress, ConversionLimits limits) {
        this(clock, progress, NumberType.DECIMAL, limits);
    }

    private ReportConversion(
            InstantSource clock, ConversionProgress progress, NumberType numbers, ConversionLimits limits) {
        this.clock = clock;
        this.progress = progress;
        this.numbers = numbers;
        this.limits = limits;
    }

    /**
     * Converts all of a version or nothing. The version's folder must not be the one a table points to: it is rewritten, and
     * what lies in it besides is removed. An interrupted thread stops with {@link InterruptedIOException}.
     *
     * @param source where the manifest's keys are looked for, whatever bucket the manifest names: a report that was copied
     *     stays convertible, and another bucket is never read
     * @param targetPrefix empty or ending in {@code /}; objects are written under
     *     {@code <targetPrefix>billing_period=YYYY-MM/<assemblyId>/}
     * @throws ProblemException COST-005 to COST-018 when the report can't be converted, naming file, line and field
     * @throws dev.lamplighter.cost.report.ObjectChangedException when a file changed meanwhile: begin again from the manifest
     * @throws IOException when a store failed
     */
    public ConversionSummary convert(
            CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        Instant begin = clock.instant();
        if (manifest.isParquet()) {
            return new ParquetTakeover(clock, progress).convert(manifest, source, target, targetPrefix);
        }
        ReportSchema schema = ReportSchema.of(manifest, numbers);
        schema.tell(LOG, manifest.reportName());
        List<StoredObject> files = ReportFiles.pin(manifest, source);
        try (VersionWriter version = new VersionWriter(target, targetPrefix, manifest, schema, limits)) {
            for (int i = 0; i < files.size(); i++) {
                long rows = convertFile(manifest.compression(), source, files.get(i), schema, version);
                progress.fileConverted(i + 1, files.size(), files.get(i).key(), rows);
            }
            version.complete();
            return summary(manifest, files, schema, version, Duration.between(begin, clock.instant()));
        }
    }

    private static ConversionSummary summary(
            CostReportManifest manifest,
            List<StoredObject> files,
            ReportSchema schema,
            VersionWriter version,
            Duration elapsed) {
        return new ConversionSummary(
                manifest.reportName(),
                manifest.billingPeriod(),
                manifest.assemblyId(),
                version.totals().rows(),
                files.size(),
                version.totals().totals(),
                version.totals().by(CostColumn.LINE_ITEM_TYPE),
                version.totals().by(CostColumn.PRODUCT_CODE),
                version.totals().by(CostColumn.CURRENCY_CODE),
                schema.columns(),
                files,
                version.outputs(),
                elapsed);
    }

    /** Returns the file's rows. */
    private long convertFile(
            String compression, ObjectStore source, StoredObject file, ReportSchema schema, VersionWriter version)
            throws IOException {
        try (InputStream text = ReportText.open(source, file, compression)) {
            CsvReader csv = new CsvReader(text, source.uri(file.key()), FIRST_BLOCK_BYTES, limits.rowBytes());
            try {
                long rows = convertRows(csv, schema, version);
                version.endFile();
                return rows;
            } catch (ProblemException e) {
                if (!ReportText.isDamage(e.problem())) {
                    text.transferTo(
                            OutputStream.nullOutputStream()); // a damaged file is the cause, not what it makes of rows
                }
                throw e;
            }
        }
    }

    private long convertRows(CsvReader csv, ReportSchema schema, VersionWriter version) throws IOException {
        int[][] fields = header(csv, schema);
        long rows = 0;
        while (csv.next()) {
            if (fields.length > 1 && csv.isBlankEnd()) {
                break;
            }
            csv.checkFields();
            version.add(csv, fields);
            rows++;
            if (rows % ROWS_BETWEEN_LOOKS == 0) {
                progress.rowsRead(rows);
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted at " + csv.place());
                }
            }
        }
        return rows;
    }

    private static int[][] header(CsvReader csv, ReportSchema schema) throws IOException {
        boolean found = csv.next();
        List<String> header =
                found ? IntStream.range(0, csv.fields()).mapToObj(csv::text).toList() : List.of();
        int[][] fields = HeaderMatch.fields(csv.place(), schema, header);
        csv.expectFields(header.size());
        return fields;
    }
}
