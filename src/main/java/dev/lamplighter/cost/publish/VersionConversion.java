package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From a manifest to files that may be made current: what was written, read back, has the same rows and the same exact
 * totals, and the version's folder holds nothing else. Bad input ends in a {@link ProblemException}; an
 * {@link IOException} is somebody else's trouble and may be over next time.
 */
public final class VersionConversion {
    private final ReportConverter converter;
    private final ObjectStore source;
    private final ObjectStore target;
    private final VersionRecords records;

    public VersionConversion(
            ReportConverter converter, ObjectStore source, ObjectStore target, VersionRecords records) {
        this.converter = converter;
        this.source = source;
        this.target = target;
        this.records = records;
    }

    /** The version's manifest; refused when it is about another report or names a folder no version may have. */
    CostReportManifest manifest(ReportVersion version) throws IOException {
        CostReportManifest manifest = converter.manifest(source, version.manifest());
        if (!manifest.reportName().equals(version.reportName())) {
            throw refused(version, "reportName is \"" + manifest.reportName() + "\"", "the report here is another");
        }
        if (!manifest.assemblyId().matches("[0-9A-Za-z][0-9A-Za-z._-]{0,127}")) {
            throw refused(version, "assemblyId is \"" + manifest.assemblyId() + "\"", "it can't name a folder");
        }
        return manifest;
    }

    /** Converts into the version's own folder under {@code tableFolder} and reconciles. */
    ConversionSummary convert(CostReportManifest manifest, String tableFolder) throws IOException {
        ConversionSummary summary = converter.convert(manifest, source, target, tableFolder);
        String folder = folder(tableFolder, manifest.billingPeriod().month(), manifest.assemblyId());
        requireNothingElse(summary, folder);
        requireSame(summary, converter.readBack(target, summary.outputs()), folder);
        return summary;
    }

    /**
     * Reads a version back that was converted before, every column of it.
     *
     * @throws ProblemException COST-102 when its folder holds anything else than was written, COST-019 when it can't be read
     */
    ParquetTotals verify(ConversionSummary summary, String folder) throws IOException {
        requireNothingElse(summary, folder);
        ParquetTotals readBack = converter.readWhole(target, summary.outputs());
        requireSame(summary, readBack, folder);
        return readBack;
    }

    /** Whether the files of an earlier conversion are still there, all of them. */
    boolean outputsExist(ConversionSummary summary) throws IOException {
        for (String key : summary.outputs()) {
            if (target.head(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the report files lie there as they were converted; not known of what an older ledger tells no ETags of. */
    boolean inputsAreUnchanged(ConversionSummary summary) throws IOException {
        for (StoredObject input : summary.inputs()) {
            Optional<StoredObject> now = source.head(input.key());
            if (now.isEmpty()
                    || !now.get().eTag().equals(input.eTag())
                    || now.get().sizeBytes() != input.sizeBytes()) {
                return false;
            }
        }
        return summary.inputs().size() == summary.files();
    }

    VersionRecords records() {
        return records;
    }

    String location(String folder) {
        return target.uri(folder);
    }

    static String folder(String tableFolder, String month, String assemblyId) {
        String folder = tableFolder + TableDdl.PARTITION_KEY + "=" + month + "/";
        return assemblyId.isEmpty() ? folder : folder + assemblyId + "/";
    }

    private void requireNothingElse(ConversionSummary summary, String folder) throws IOException {
        Set<String> written = keysIn(folder);
        if (!written.equals(new HashSet<>(summary.outputs()))) {
            throw unequal(folder, "objects " + written, "the conversion wrote " + summary.outputs());
        }
    }

    private void requireSame(ConversionSummary summary, ParquetTotals readBack, String folder) {
        if (readBack.rows() != summary.rows()) {
            throw unequal(folder, readBack.rows() + " rows", "the report has " + summary.rows());
        }
        if (!readBack.totals().keySet().equals(summary.totals().keySet())) {
            throw unequal(
                    folder,
                    "decimal columns " + readBack.totals().keySet(),
                    "the report has " + summary.totals().keySet());
        }
        for (Map.Entry<String, BigDecimal> total : summary.totals().entrySet()) {
            BigDecimal found = readBack.totals().get(total.getKey());
            if (found == null || found.compareTo(total.getValue()) != 0) {
                throw unequal(folder, total.getKey() + " = " + found, "the report has " + total.getValue());
            }
        }
    }

    private Set<String> keysIn(String folder) throws IOException {
        try (Stream<StoredObject> objects = target.list(folder)) {
            return new HashSet<>(objects.map(StoredObject::key).toList());
        }
    }

    private ProblemException unequal(String folder, String found, String expected) {
        return new ProblemException(new Problem(
                "COST-102",
                target.uri(folder),
                "read back " + found,
                expected,
                "the month stays as it was; keep both and report this as a defect"));
    }

    private static ProblemException refused(ReportVersion version, String what, String why) {
        return new ProblemException(new Problem(
                "COST-103", version.manifestUri(), what, why, "deliver the report again, to a prefix of its own"));
    }
}
