package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.StoredObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records what has happened to every version, one row each. A step is recorded before the next begins, so that after a kill
 * the work can be resumed. Thread-safe; each call is one transaction.
 */
public final class ReportLedger extends LedgerReader {
    private final ReportLedgerTable table;
    private final InstantSource clock;

    /** A ledger that no other process writes. */
    public ReportLedger(DataSource database, InstantSource clock) {
        this(database, clock, Lease.SOLE);
    }

    /** A ledger that is written with the lease only. */
    public ReportLedger(DataSource database, InstantSource clock, Lease lease) {
        this(new ReportLedgerTable(database, lease), clock);
    }

    private ReportLedger(ReportLedgerTable table, InstantSource clock) {
        super(table);
        this.table = table;
        this.clock = clock;
    }

    /** The ledger of a table that months are made again in, beside this one. */
    public ReportLedger remadeIn(String anotherTable) {
        return new ReportLedger(table.remadeIn(anotherTable), clock);
    }

    /** See {@link Lease#term()}. */
    public long term() {
        return table.term();
    }

    /** Which table is asked, and which one is made again, as decided by hand. */
    public TableChoices tableChoices() {
        return new TableChoices(table.statements(), clock);
    }

    /** Makes it the ledger of the table with this folder; see {@link LedgerTableSwitch}. */
    public void ofTable(String reportName, String folder) {
        new LedgerTableSwitch(table).to(reportName, folder);
    }

    /**
     * Enters a version that was listed. One that is known already keeps its phase; one that was refused is tried again when
     * its manifest was written again since. One that {@link #isRewritten} stays unchanged until its files were compared.
     */
    public ReportLedgerEntry see(ReportVersion version) {
        Optional<ReportLedgerEntry> known = find(version);
        if (known.isEmpty()) {
            enter(version);
        } else if (isLater(version, known.get()) && !isRewritten(version, known.get())) {
            see(version, known.get());
        }
        return known(version);
    }

    /**
     * Whether a manifest that was listed is byte for byte that of a version that was converted, but was written again since:
     * its files say whether it is the same version or another one.
     */
    public boolean isRewritten(ReportVersion listed) {
        return find(listed).filter(known -> isRewritten(listed, known)).isPresent();
    }

    private static boolean isRewritten(ReportVersion listed, ReportLedgerEntry known) {
        return isLater(listed, known) && known.summary() != null && known.phase() != VersionPhase.REFUSED;
    }

    private static boolean isLater(ReportVersion listed, ReportLedgerEntry known) {
        return listed.manifest()
                .lastModified()
                .isAfter(known.version().manifest().lastModified());
    }

    /** Records that its files are those that were converted: a superseded version is the newest again. */
    public void deliveredAgain(ReportVersion version) {
        find(version).ifPresent(known -> see(version, known));
    }

    /**
     * Records that its files are others: what was converted keeps its row, under an ETag that no manifest has, and the
     * version begins again, both in one transaction.
     */
    public void deliveredOtherwise(ReportVersion version) {
        StoredObject manifest = version.manifest();
        String since = "; other files came under the same manifest at " + manifest.lastModified();
        table.inTransaction(connection -> {
            SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name() + " SET phase = ?, reason = ?" + THIS_VERSION + " AND phase = ?",
                    VersionPhase.SUPERSEDED,
                    "replaced before it was shown" + since,
                    version.manifestUri(),
                    manifest.eTag(),
                    VersionPhase.CONVERTED);
            SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name() + " SET e_tag = ?" + THIS_VERSION,
                    manifest.eTag() + since,
                    version.manifestUri(),
                    manifest.eTag());
            return insert(connection, version);
        });
    }

    /** Notes what the manifest says, before anything is written to the version's folder. */
    public void describe(ReportVersion version, String month, String assemblyId) {
        write(version, "billing_period = ?, assembly_id = ?", month, assemblyId);
    }

    /** Records that the files exist and are reconciled. */
    public void converted(ReportVersion version, ConversionSummary summary) {
        write(
                version,
                "phase = ?, summary = ?, reason = NULL, retry_at = NULL",
                VersionPhase.CONVERTED,
                ConversionSummaryJson.write(summary));
    }

    /** Records that the files are missing: the version begins again. */
    public void reopen(ReportVersion version) {
        write(version, "phase = ?, summary = NULL", VersionPhase.SEEN);
    }

    /** Records that the table shows this version now, and no other of its month. */
    public void published(ReportLedgerEntry entry, MonthChange change) {
        ReportVersion version = entry.version();
        table.inTransaction(connection -> {
            SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name() + " SET phase = ?, reason = ?, changed_at = ?"
                            + " WHERE report_name = ? AND billing_period = ? AND phase = ?",
                    VersionPhase.SUPERSEDED,
                    "replaced by assembly " + entry.assemblyId(),
                    clock.instant(),
                    version.reportName(),
                    entry.month(),
                    VersionPhase.PUBLISHED);
            SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name() + " SET phase = ?, reason = ?"
                            + " WHERE report_name = ? AND billing_period = ? AND phase = ? AND last_modified < ?",
                    VersionPhase.SUPERSEDED,
                    "a newer assembly than the one that was taken back: " + entry.assemblyId(),
                    version.reportName(),
                    entry.month(),
                    VersionPhase.WITHDRAWN,
                    version.manifest().lastModified());
            return SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name()
                            + " SET phase = ?, month_change = ?, reason = NULL, attempts = 0, retry_at = NULL,"
                            + " changed_at = ?" + THIS_VERSION,
                    VersionPhase.PUBLISHED,
                    MonthChangeJson.write(change),
                    clock.instant(),
                    version.manifestUri(),
                    version.manifest().eTag());
        });
    }

    public void refused(ReportVersion version, String reason) {
        write(version, "phase = ?, reason = ?, attempts = attempts + 1", VersionPhase.REFUSED, reason);
    }

    public void superseded(ReportVersion version, String reason) {
        write(version, "phase = ?, reason = ?, retry_at = NULL", VersionPhase.SUPERSEDED, reason);
    }

    /** Records a failure that is not the version's fault: the phase stays, the next attempt comes later. */
    public void postponed(ReportVersion version, String reason, Instant retryAt) {
        write(version, "reason = ?, attempts = attempts + 1, retry_at = ?", reason, retryAt);
    }

    /**
     * Decides that a month shows another version from now on: in one transaction the shown one is withdrawn and the other
     * waits to be made current, so that this is continued after a crash.
     */
    public void turnTo(ReportLedgerEntry entry, String reason) {
        ReportVersion version = entry.version();
        table.inTransaction(connection -> {
            SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name() + " SET phase = ?, reason = ?, changed_at = ?"
                            + " WHERE report_name = ? AND billing_period = ? AND phase = ? AND last_modified > ?",
                    VersionPhase.WITHDRAWN,
                    reason,
                    clock.instant(),
                    version.reportName(),
                    entry.month(),
                    VersionPhase.PUBLISHED,
                    version.manifest().lastModified());
            return SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name() + " SET phase = ?, reason = ?, retry_at = NULL, changed_at = ?"
                            + THIS_VERSION,
                    VersionPhase.CONVERTED,
                    reason,
                    clock.instant(),
                    version.manifestUri(),
                    version.manifest().eTag());
        });
    }

    /** Records that the files of a version which is no longer shown were removed. */
    public void filesRemoved(ReportVersion version, String reason) {
        write(version, "summary = NULL, reason = ?", reason);
    }

    /** Records that the folder of such a version is empty. */
    public void emptied(ReportVersion version) {
        write(version, "reason = reason || ?", EMPTIED);
    }

    /** Lets a refused version be tried again. */
    public void retry(ReportVersion version) {
        write(version, "phase = ?, retry_at = NULL", VersionPhase.SEEN);
    }

    private void enter(ReportVersion version) {
        table.inTransaction(connection -> {
            SqlExecutor.update(
                    connection,
                    "UPDATE " + table.name()
                            + " SET phase = ?, reason = ?, changed_at = ? WHERE manifest_uri = ? AND phase = ?",
                    VersionPhase.SUPERSEDED,
                    "its manifest was replaced before it was converted",
                    clock.instant(),
                    version.manifestUri(),
                    VersionPhase.SEEN);
            return insert(connection, version);
        });
    }

    private int insert(Connection connection, ReportVersion version) throws SQLException {
        StoredObject manifest = version.manifest();
        return SqlExecutor.update(
                connection,
                "INSERT INTO " + table.name() + " (manifest_uri, e_tag, manifest_key, size_bytes, last_modified,"
                        + " report_name, phase, attempts, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                version.manifestUri(),
                manifest.eTag(),
                manifest.key(),
                manifest.sizeBytes(),
                manifest.lastModified(),
                version.reportName(),
                VersionPhase.SEEN,
                clock.instant());
    }

    private void see(ReportVersion version, ReportLedgerEntry known) {
        VersionPhase phase = switch (known.phase()) {
            case SEEN, CONVERTED, PUBLISHED, WITHDRAWN -> known.phase();
            case REFUSED -> VersionPhase.SEEN;
            case SUPERSEDED -> known.summary() == null ? VersionPhase.SEEN : VersionPhase.CONVERTED;
        };
        table.inTransaction(connection -> SqlExecutor.update(
                connection,
                "UPDATE " + table.name() + " SET last_modified = ?, phase = ?" + THIS_VERSION,
                version.manifest().lastModified(),
                phase,
                version.manifestUri(),
                version.manifest().eTag()));
    }

    private void write(ReportVersion version, String assignments, Object... values) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(values));
        parameters.add(clock.instant());
        parameters.add(version.manifestUri());
        parameters.add(version.manifest().eTag());
        table.inTransaction(connection -> SqlExecutor.update(
                connection,
                "UPDATE " + table.name() + " SET " + assignments + ", changed_at = ?" + THIS_VERSION,
                parameters.toArray()));
    }
}
