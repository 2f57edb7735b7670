package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.ConversionSummary;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one version.
 *
 * @param month {@code YYYY-MM}; null until the manifest was read
 * @param assemblyId names the version's folder; null until the manifest was read
 * @param summary null until it was converted
 * @param reason why it was refused, superseded or postponed; null otherwise
 * @param change what the month's cost did when this version became current; null when it never did
 * @param attempts how often it was postponed
 * @param retryAt not before this moment; null when it is due
 * @param changedAt when this entry was last written
 */
public record LedgerEntry(
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

    /** Nothing is postponed for longer than an hour: a clock that was set back makes it due. */
    public boolean isDue(Instant now) {
        return phase.isOpen() && (retryAt == null || !retryAt.isAfter(now) || retryAt.isAfter(now.plus(LONGEST_WAIT)));
    }

    /** Whether AWS wrote this version's manifest after the other's. */
    boolean isNewerThan(LedgerEntry other) {
        return version.manifest()
                .lastModified()
                .isAfter(other.version.manifest().lastModified());
    }

    /** Of the month while it showed this version; of one that was never shown, what its own lines say. */
    public MonthState state() {
        if (change != null) {
            return change.after().state();
        }
        return MonthState.of(summary == null ? null : summary.invoicedRows());
    }

    /** The summary of an entry that is converted or further. */
    public ConversionSummary converted() {
        if (summary == null) {
            throw new IllegalStateException(version.manifestUri() + " is " + phase + " without a summary");
        }
        return summary;
    }
}
