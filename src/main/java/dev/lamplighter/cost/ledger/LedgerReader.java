package dev.lamplighter.cost.ledger;

import java.util.List;
import java.util.Optional;

/** Reads the ledger of report versions. Thread-safe. */
public class LedgerReader {
    static final String THIS_VERSION = " WHERE manifest_uri = ? AND e_tag = ?";
    /** The end of the reason of a version that was replaced unconverted and whose folder was found empty. */
    static final String EMPTIED = "; nothing of it is left";

    private static final String OLDEST_FIRST = " ORDER BY last_modified, manifest_uri";

    private final ReportLedgerTable table;

    LedgerReader(ReportLedgerTable table) {
        this.table = table;
    }

    public Optional<ReportLedgerEntry> find(ReportVersion version) {
        return table
                .query(THIS_VERSION, version.manifestUri(), version.manifest().eTag())
                .stream()
                .findFirst();
    }

    /** The entry of a version that is in the ledger. */
    public ReportLedgerEntry known(ReportVersion version) {
        return find(version).orElseThrow();
    }

    /** Versions that are converted but not yet current, oldest first; their source may be gone, their files are not. */
    public List<ReportLedgerEntry> converted() {
        return table.query(" WHERE phase = ?" + OLDEST_FIRST, VersionPhase.CONVERTED);
    }

    /** The versions that the tables show, by report and month. */
    public List<ReportLedgerEntry> published() {
        return table.query(" WHERE phase = ? ORDER BY report_name, billing_period", VersionPhase.PUBLISHED);
    }

    /** Every version of a month that is known, latest delivery first. */
    public List<ReportLedgerEntry> versions(String reportName, String month) {
        return table.query(
                " WHERE report_name = ? AND billing_period = ? ORDER BY last_modified DESC, manifest_uri, e_tag",
                reportName,
                month);
    }

    /** Every version of every report, by month, latest delivery first. */
    public List<ReportLedgerEntry> versions() {
        return table.query(" ORDER BY report_name, billing_period, last_modified DESC, manifest_uri, e_tag");
    }

    /** The version that the table shows for a month; during a rollback, the one shown before. */
    public Optional<ReportLedgerEntry> shown(String reportName, String month) {
        return current(reportName, month)
                .or(() -> versions(reportName, month).stream()
                        .filter(entry -> entry.phase() == VersionPhase.WITHDRAWN)
                        .findFirst());
    }

    /** Versions that were replaced or refused before they were converted; a process that was killed may have left files. */
    public List<ReportLedgerEntry> neverConverted() {
        return table.query(
                " WHERE phase IN (?, ?) AND summary IS NULL AND month_change IS NULL AND assembly_id IS NOT NULL"
                        + " AND reason NOT LIKE ?" + OLDEST_FIRST,
                VersionPhase.SUPERSEDED,
                VersionPhase.REFUSED,
                "%" + EMPTIED);
    }

    public Optional<ReportLedgerEntry> current(String reportName, String month) {
        return table
                .query(
                        " WHERE report_name = ? AND billing_period = ? AND phase = ?",
                        reportName,
                        month,
                        VersionPhase.PUBLISHED)
                .stream()
                .findFirst();
    }

    /** Whether another version of this report and month uses that folder. */
    public boolean isTaken(ReportVersion version, String month, String assemblyId) {
        return table
                .query(
                        " WHERE report_name = ? AND billing_period = ? AND assembly_id = ?",
                        version.reportName(),
                        month,
                        assemblyId)
                .stream()
                .anyMatch(entry -> !isSame(entry.version(), version));
    }

    private static boolean isSame(ReportVersion one, ReportVersion other) {
        return one.manifestUri().equals(other.manifestUri())
                && one.manifest().eTag().equals(other.manifest().eTag());
    }
}
