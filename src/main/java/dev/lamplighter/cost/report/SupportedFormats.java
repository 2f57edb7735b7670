package dev.lamplighter.cost.report;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.util.Set;

/** Which deliveries can be read: CSV in UTF-8, compressed as GZIP or ZIP. */
final class SupportedFormats {
    private static final Set<String> COMPRESSIONS = Set.of("GZIP", "ZIP");

    private SupportedFormats() {}

    /**
     * Passes a manifest whose files can be read.
     *
     * @throws ProblemException COST-004 for every other kind of report
     */
    static void check(String where, CostReportManifest manifest) {
        if (!manifest.contentType().equals("text/csv") || !COMPRESSIONS.contains(manifest.compression())) {
            throw unsupported(
                    where, "contentType " + manifest.contentType() + ", compression " + manifest.compression());
        }
        if (!manifest.charset().equalsIgnoreCase("UTF-8")) {
            throw unsupported(where, "charset " + manifest.charset());
        }
    }

    static ProblemException unsupported(String where, String what) {
        return new ProblemException(new Problem(
                "COST-004",
                where,
                what,
                "not supported: reports are read as text/csv in UTF-8, compressed as GZIP or ZIP",
                "define a legacy cost and usage report with compression GZIP"));
    }
}
