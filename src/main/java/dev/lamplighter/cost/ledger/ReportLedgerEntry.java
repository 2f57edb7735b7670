package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.parquet.ConversionSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds the row of one version in the ledger.
 *
 * @param month {@code YYYY-MM}; null until the manifest was read
 * @param assemblyId names the version's folder; null until the manifest was read
 * @param summary null until it was converted
 * @param reason why it was refused, superseded or postponed; null otherwise
 * @param change the change of the month's cost when this version became current; null when it never did
 * @param attempts how often it was postponed
 * @param retryAt not before this moment; null when it is due
 * @param changedAt when this entry was last written
 */
public record ReportLedgerEntry(
        ReportVersion version,
        VersionPhase phase,
        @Nullable String month,
        @Nullable String assemblyId,
        @Nullable ConversionSummary summary,
        @Nullable String reason,
        @Nullable MonthChange change,
        int attempts,
        @Nullable Instant retryAt,
        Instant changedAt) {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Whether it is due; a longer wait than an hour means that the clock was set back. */
    public boolean isDue(Instant now) {
        return phase.isOpen() && (retryAt == null || !retryAt.isAfter(now) || retryAt.isAfter(now.plus(LONGEST_WAIT)));
    }

    /** Whether AWS wrote this version's manifest after the other's. */
    public boolean isNewerThan(ReportLedgerEntry other) {
        return version.manifest()
                .lastModified()
                .isAfter(other.version.manifest().lastModified());
    }

    /**
     * The state of the month while it showed this version, or, if it was never shown, the state according to its own lines.
     */
    public InvoiceStatus state() {
        if (change != null) {
            return change.after().state();
        }
        return InvoiceStatus.of(summary == null ? null : summary.invoicedShare());
    }

    /** The summary of an entry that is converted or published. */
    public ConversionSummary converted() {
        if (summary == null) {
            throw new IllegalStateException(version.manifestUri() + " is " + phase + " without a summary");
        }
        return summary;
    }
}
