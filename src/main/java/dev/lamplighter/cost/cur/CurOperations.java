package dev.lamplighter.cost.cur;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.CsvHeaderStripper;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.publish.ConversionRequest;
import dev.lamplighter.cost.publish.ConvertedParquetFiles;
import dev.lamplighter.cost.publish.ReportConverter;
import dev.lamplighter.cost.publish.VersionFilesCheck;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does the work of the component {@code cur}: converts the files that AWS delivered to files of a table, and reads these
 * back to verify that they hold the same. Throws a {@link ProblemException} for bad input; after an {@link IOException}
 * another attempt may succeed.
 */
public final class CurOperations {
    private final ReportConverter converter;
    private final CsvHeaderStripper stripping;
    private final ObjectStore source;
    private final ObjectStore target;

    public CurOperations(
            ReportConverter converter, CsvHeaderStripper stripping, ObjectStore source, ObjectStore target) {
        this.converter = converter;
        this.stripping = stripping;
        this.source = source;
        this.target = target;
    }

    /** Writes Parquet: the header line of each file becomes its schema. */
    ConvertedParquetFiles toParquet(ConversionRequest order) throws IOException {
        return written(order, converter.convert(order.manifest(), source, target, order.folder()));
    }

    /** Writes gzipped CSV without header lines. */
    ConvertedParquetFiles toCsv(ConversionRequest order) throws IOException {
        return written(order, stripping.strip(order.manifest(), source, target, order.folder(), order.columns()));
    }

    private static ConvertedParquetFiles written(ConversionRequest order, ConversionSummary summary) {
        return new ConvertedParquetFiles(
                summary,
                VersionFilesCheck.folder(
                        order.folder(),
                        order.manifest().billingPeriod().month(),
                        order.manifest().assemblyId()));
    }

    /**
     * Reads Parquet back and compares it.
     *
     * @param everyColumn whether all columns are read; else only the numbers
     * @throws ProblemException COST-102 when the folder holds anything other than what was written, COST-019 when it can't
     *     be read
     */
    ConvertedParquetFiles verify(ConvertedParquetFiles files, boolean everyColumn) throws IOException {
        ConversionSummary summary = files.summary();
        requireNothingElse(files);
        ParquetTotals readBack = everyColumn
                ? converter.readWhole(target, summary.outputs())
                : converter.readBack(target, summary.outputs());
        requireSame(files, readBack);
        return new ConvertedParquetFiles(summary, files.folder(), readBack.filled());
    }

    private void requireNothingElse(ConvertedParquetFiles files) throws IOException {
        Set<String> written;
        try (Stream<StoredObject> objects = target.list(files.folder())) {
            written = new HashSet<>(objects.map(StoredObject::key).toList());
        }
        if (!written.equals(new HashSet<>(files.summary().outputs()))) {
            throw unequal(
                    files,
                    "objects " + written,
                    "the conversion wrote " + files.summary().outputs());
        }
    }

    private void requireSame(ConvertedParquetFiles files, ParquetTotals readBack) {
        ConversionSummary summary = files.summary();
        if (readBack.rows() != summary.rows()) {
            throw unequal(files, readBack.rows() + " rows", "the report has " + summary.rows());
        }
        if (!readBack.totals().keySet().equals(summary.totals().keySet())) {
            throw unequal(
                    files,
                    "decimal columns " + readBack.totals().keySet(),
                    "the report has " + summary.totals().keySet());
        }
        for (Map.Entry<String, BigDecimal> total : summary.totals().entrySet()) {
            BigDecimal found = readBack.totals().get(total.getKey());
            if (found == null || found.compareTo(total.getValue()) != 0) {
                throw unequal(files, total.getKey() + " = " + found, "the report has " + total.getValue());
            }
        }
    }

    private ProblemException unequal(ConvertedParquetFiles files, String found, String expected) {
        return new ProblemException(new Problem(
                CostProblemCode.READ_BACK_DIFFERS,
                target.uri(files.folder()),
                "read back " + found,
                expected,
                "the month stays as it was; keep both and report this as a defect"));
    }
}
