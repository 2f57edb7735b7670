package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts one version of one month of one report from its files to Parquet: inflates the files, finds the fields, collects
 * them by column, writes row groups, and computes control totals on the way. Memory does not depend on the size of the
 * files. May be used by several threads.
 */
public final class ReportConversion {
    private static final Logger LOG = LoggerFactory.getLogger(ReportConversion.class);

    private final InstantSource clock;
    private final ConversionListener progress;
    private final NumberType numbers;
    private final IntFunction<ConversionLimits> limits;

    /**
     * Converts on as many cores as memory allows.
     *
     * @param numbers the type of costs and amounts of CSV; Parquet is copied as it is
     * @param memoryBytes the heap that may be in use while converting, unless the JVM's maximum is smaller
     */
    public ReportConversion(InstantSource clock, ConversionListener progress, NumberType numbers, long memoryBytes) {
        this(clock, progress, numbers, files -> {
            Runtime machine = Runtime.getRuntime();
            long memory = Math.min(memoryBytes, machine.maxMemory());
            return ConversionLimits.of(memory, machine.availableProcessors(), files);
        });
    }

    ReportConversion(InstantSource clock, ConversionListener progress, NumberType numbers, ConversionLimits limits) {
        this(clock, progress, numbers, files -> limits);
    }

    private ReportConversion(
            InstantSource clock,
            ConversionListener progress,
            NumberType numbers,
            IntFunction<ConversionLimits> limits) {
        this.clock = clock;
        this.progress = progress;
        this.numbers = numbers;
        this.limits = limits;
    }

    /** What {@code cost.convert.memory} allows, in bytes. */
    public static long memoryBytes(Settings settings) {
        return (long) settings.integer("cost.convert.memory", 256, 32, 65_536) << 20;
    }

    /**
     * Converts all of a version or nothing. The version's folder is rewritten, and everything else in it is removed, so no
     * table may point to it. If the thread is interrupted, it throws an {@link InterruptedIOException}.
     *
     * @param source the store in which the manifest's keys are looked up, whatever bucket the manifest names, so that a
     *     copied report can be converted and no other bucket is read
     * @param targetPrefix empty or ending in {@code /}; objects are written under
     *     {@code <targetPrefix>billing_period=YYYY-MM/<assemblyId>/}
     * @throws ProblemException COST-005 and COST-008 to COST-020 when the report can't be converted, naming file, line and
     *     field
     * @throws dev.lamplighter.cost.report.ObjectChangedException when a file changed meanwhile: begin again from the
     *     manifest
     * @throws IOException when a store failed
     */
    public ConversionSummary convert(
            CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        Instant begin = clock.instant();
        if (manifest.isParquet()) {
            return new ParquetPassThrough(clock, progress).convert(manifest, source, target, targetPrefix);
        }
        ReportTableSchema schema = ReportTableSchema.of(manifest, numbers);
        schema.tell(LOG, manifest.reportName());
        List<StoredObject> files = ManifestDataFiles.pin(manifest, source);
        ConversionLimits bounds = limits.apply(files.size());
        try (VersionFolder folder = new VersionFolder(target, targetPrefix, manifest, source, files)) {
            folder.abandonUploads(begin);
            VersionWriter version = new VersionWriter(folder, manifest, schema, bounds);
            FilesConversion conversion = new FilesConversion(manifest.compression(), source, schema, version, bounds);
            ControlTotals totals = conversion.run(files, progress);
            folder.complete();
            totals.tellDoubtful(LOG, manifest.reportName());
            return summary(manifest, files, schema, totals, version, Duration.between(begin, clock.instant()));
        }
    }

    private static ConversionSummary summary(
            CostReportManifest manifest,
            List<StoredObject> files,
            ReportTableSchema schema,
            ControlTotals totals,
            VersionWriter version,
            Duration elapsed) {
        return new ConversionSummary(
                manifest.reportName(),
                manifest.billingPeriod(),
                manifest.assemblyId(),
                files.size(),
                totals.result(),
                schema.columns(),
                files,
                version.outputs(),
                elapsed);
    }
}
