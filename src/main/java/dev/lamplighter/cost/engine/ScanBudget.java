package dev.lamplighter.cost.engine;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import java.math.BigDecimal;

/**
 * Estimates what Athena will scan for a version, which it bills, and compares that with the limit.
 *
 * @param limit the most bytes for one version
 * @param pricePerTb in USD
 */
record ScanBudget(long limit, BigDecimal pricePerTb) {
    /** How often the delivered text is read, and once more for the Parquet, which is hardly larger. */
    private static final int SCANS = 4;

    /** The bytes for a version of so many delivered ones. */
    static long estimate(long delivered) {
        return SCANS * delivered;
    }

    String dollars(long scanned) {
        return AthenaConversionSettings.dollars(scanned, pricePerTb);
    }

    /** Throws COST-212 when Athena would scan more than it may. */
    void require(String manifestUri, long delivered) {
        long scan = estimate(delivered);
        if (scan > limit) {
            throw new ProblemException(new Problem(
                    CostProblemCode.SCAN_LIMIT,
                    manifestUri,
                    "Athena would scan some " + AthenaConversionSettings.words(scan) + " for it, " + dollars(scan)
                            + " USD",
                    "cost.athena.max-scan is " + AthenaConversionSettings.words(limit),
                    "raise cost.athena.max-scan, or set cost.convert.engine=local; then costs publish the month"));
        }
    }
}
