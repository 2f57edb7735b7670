package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.read.ParquetReportColumn;
import dev.lamplighter.cost.parquet.read.ParquetReportFile;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies one version that AWS has delivered as Parquet. The objects are copied unchanged, pinned by their ETags. Columns
 * keep the file's own types. Rows and sums come from the delivered files, so that the copies can be compared with them.
 */
final class ParquetPassThrough {
    /** The one name that a column can't have: the table is partitioned by it. */
    private static final String PARTITION_KEY = "billing_period";

    private final InstantSource clock;
    private final ConversionListener progress;

    private final Map<String, PublishedColumn> columns = new LinkedHashMap<>();
    private final Map<String, BigDecimal> totals = new LinkedHashMap<>();
    private final Map<CostColumn, Map<String, Subtotal>> costs = new EnumMap<>(CostColumn.class);
    private @Nullable InvoicedShare invoicedShare;
    private long rows;

    ParquetPassThrough(InstantSource clock, ConversionListener progress) {
        this.clock = clock;
        this.progress = progress;
    }

    /** Copies all of a version or nothing; see {@link ReportConversion#convert}. Must be called only once. */
    ConversionSummary convert(CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        Instant begin = clock.instant();
        List<StoredObject> files = ManifestDataFiles.pin(manifest, source);
        try (VersionFolder version = new VersionFolder(target, targetPrefix, manifest, source, files)) {
            version.abandonUploads(begin);
            for (int i = 0; i < files.size(); i++) {
                StoredObject file = files.get(i);
                long before = rows;
                add(source, file);
                source.copy(file, target, version.next(name(manifest.reportName(), i + 1, file.key())));
                progress.rowsRead(rows - before);
                progress.fileConverted(i + 1, files.size(), file.key(), rows - before);
            }
            version.complete();
            return new ConversionSummary(
                    manifest.reportName(),
                    manifest.billingPeriod(),
                    manifest.assemblyId(),
                    files.size(),
                    ReportTotals.of(rows, totals, this::costs, invoicedShare),
                    List.copyOf(columns.values()),
                    files,
                    version.outputs(),
                    Duration.between(begin, clock.instant()));
        }
    }

    private void add(ObjectStore source, StoredObject file) throws IOException {
        ParquetReportFile delivered = new ParquetReportFile(source, file);
        for (ParquetReportColumn column : delivered.columns()) {
            if (!column.name().equals(PARTITION_KEY)) {
                add(source.uri(file.key()), column.tableColumn(delivered.header(column)));
            }
        }
        rows += delivered.rows();
        delivered.readWhole(); // reads everything: a readable month must not be replaced by unreadable files
        delivered.totals().forEach((column, sum) -> totals.merge(column, sum, BigDecimal::add));
        delivered
                .invoicedRows()
                .ifPresent(more -> invoicedShare = invoicedShare == null ? more : invoicedShare.plus(more));
        for (CostColumn by : CostColumn.GROUPS) {
            delivered.costBy(by).forEach((value, subtotal) -> costs(by).merge(value, subtotal, Subtotal::plus));
        }
    }

    private void add(String where, PublishedColumn column) {
        PublishedColumn before = columns.putIfAbsent(column.name(), column);
        if (before != null && !before.hiveType().equals(column.hiveType())) {
            throw new ProblemException(new Problem(
                    CostProblemCode.TYPES_DISAGREE,
                    where,
                    "column " + column.name() + " is " + column.hiveType(),
                    "it is " + before.hiveType() + " in another file of this version, and a table has one type",
                    "have the report delivered as CSV, or its export made again, whose files agree; the next delivery is tried by"
                            + " itself"));
        }
    }

    private Map<String, Subtotal> costs(CostColumn by) {
        return costs.computeIfAbsent(by, none -> new TreeMap<>());
    }

    private static String name(String reportName, int number, String key) {
        String suffix = key.toLowerCase(Locale.ROOT).endsWith(".snappy.parquet") ? ".snappy.parquet" : ".parquet";
        return String.format(Locale.ROOT, "%s-%05d%s", reportName, number, suffix);
    }
}
