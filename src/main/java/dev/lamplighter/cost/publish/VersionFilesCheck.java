package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.util.Optional;

/**
 * Checks the files of a version, those that AWS delivered and those that were made from them. Bad input ends in a
 * {@link ProblemException}; after an {@link IOException} another try may succeed.
 */
public final class VersionFilesCheck {
    private final ReportConverter converter;
    private final ObjectStore source;
    private final ObjectStore target;
    private final VersionRecords records;

    public VersionFilesCheck(
            ReportConverter converter, ObjectStore source, ObjectStore target, VersionRecords records) {
        this.converter = converter;
        this.source = source;
        this.target = target;
        this.records = records;
    }

    /** The version's manifest; refused when it is for another report or names a forbidden folder. */
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

    /** Whether all files of an earlier conversion still exist. */
    boolean outputsExist(ConversionSummary summary) throws IOException {
        for (String key : summary.outputs()) {
            if (target.head(key).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the report files are the same as when they were converted; that isn't known where an older ledger has no
     * ETags.
     */
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

    /** The folder of a version; without an assembly, that of its month. */
    public static String folder(String tableFolder, String month, String assemblyId) {
        String folder = tableFolder + TableDdl.PARTITION_KEY + "=" + month + "/";
        return assemblyId.isEmpty() ? folder : folder + assemblyId + "/";
    }

    private static ProblemException refused(ReportVersion version, String what, String why) {
        return new ProblemException(new Problem(
                CostProblemCode.OTHER_REPORT,
                version.manifestUri(),
                what,
                why,
                "deliver the report again, to a prefix of its own"));
    }
}
