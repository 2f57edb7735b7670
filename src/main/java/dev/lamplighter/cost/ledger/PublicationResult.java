package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.Problem;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.CostColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reports the result of one attempt to publish a version.
 *
 * @param phase the version is in now; only {@code PUBLISHED} with {@code switched} changed what queries see
 * @param switched whether this attempt made it current
 * @param summary null when it was never converted
 * @param change null when nothing was switched
 * @param reason why nothing was switched, where the phase alone doesn't say it
 * @param problem the failure of a step, if it is to be reported; null when none failed
 */
public record PublicationResult(
        ReportVersion version,
        VersionPhase phase,
        boolean switched,
        @Nullable ConversionSummary summary,
        @Nullable MonthChange change,
        @Nullable String reason,
        @Nullable Problem problem) {
    public static PublicationResult unchanged(ReportLedgerEntry entry) {
        return new PublicationResult(
                entry.version(), entry.phase(), false, entry.summary(), null, entry.reason(), null);
    }

    public static PublicationResult switched(ReportVersion version, ConversionSummary summary, MonthChange change) {
        return new PublicationResult(version, VersionPhase.PUBLISHED, true, summary, change, null, null);
    }

    public PublicationResult with(Problem told) {
        return new PublicationResult(version, phase, switched, summary, change, reason, told);
    }

    /** The text that a log step shows. */
    @Override
    public String toString() {
        return sentence();
    }

    /** Exact cost of a version; zero for a report without the column. */
    public static BigDecimal cost(ConversionSummary summary) {
        return CostColumn.COST.totalIn(summary.totals());
    }

    /** The cost in words; with several currencies each of them, because they are never added up. */
    public static String costs(ConversionSummary summary) {
        Map<String, Subtotal> costs = MonthChange.costs(summary);
        return costs.size() == 1
                ? MonthChange.plain(cost(summary))
                : costs.entrySet().stream()
                        .map(cost -> MonthChange.amount(cost.getValue().unblendedCost(), cost.getKey()))
                        .collect(Collectors.joining(" and "));
    }

    /** For example {@code 2026-10 published: 12 rows in = rows out, cost 5.10 exact (changed by -0.40 because of assembly a1)}. */
    public String sentence() {
        if (change == null || summary == null) {
            return version.month() + " left as it is: " + phase.name().toLowerCase(Locale.ROOT)
                    + (reason == null ? "" : ", " + reason);
        }
        return summary.billingPeriod().month() + " published: " + summary.rows() + " rows in = rows out, cost "
                + costs(summary) + " exact (" + change.sentence() + ")";
    }
}
