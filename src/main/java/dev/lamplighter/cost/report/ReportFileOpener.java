package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.io.InputStream;

/** Opens the CSV text inside a report file. */
public final class ReportFileOpener {
    private ReportFileOpener() {}

    /** Whether the problem is damage to the file itself, not to its content. */
    public static boolean isDamage(Problem problem) {
        return problem.is(CostProblemCode.FILE_DAMAGED) || problem.is(CostProblemCode.NOT_ONE_ENTRY);
    }

    /**
     * Opens a report file and inflates while reading. Reading to the end proves that the file is whole: what is truncated,
     * fails its CRC or has something after its end is refused as a {@link dev.lamplighter.base.ProblemException} with
     * COST-010 or COST-011.
     *
     * @param compression {@code GZIP} or {@code ZIP}, as the manifest says
     */
    public static InputStream open(ObjectStore store, StoredObject pinned, String compression) throws IOException {
        String where = store.uri(pinned.key());
        return switch (compression) {
            case "GZIP" -> new GzipMembers(store.open(pinned), where);
            case "ZIP" -> new SingleZipEntry(store.open(pinned), where);
            default -> throw ReportFileFormat.unsupported(where, "compression " + compression);
        };
    }
}
