package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.StoredObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What happened to every version, one row each, written before the step that follows: whoever is killed between two
 * steps finds here where to go on. Safe for use by several threads; each call is one transaction.
 */
public final class ReportLedger {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS cost_version (
              manifest_uri VARCHAR NOT NULL,
              e_tag VARCHAR NOT NULL,
              manifest_key VARCHAR NOT NULL,
              size_bytes BIGINT NOT NULL,
              last_modified TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              report_name VARCHAR NOT NULL,
              phase VARCHAR(16) NOT NULL,
              billing_period VARCHAR(7),
              assembly_id VARCHAR,
              summary CLOB,
              reason VARCHAR,
              attempts INT NOT NULL,
              retry_at TIMESTAMP(9) WITH TIME ZONE,
              changed_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              PRIMARY KEY (manifest_uri, e_tag))""";
    private static final String THIS_VERSION = " WHERE manifest_uri = ? AND e_tag = ?";
    private static final String OLDEST_FIRST = " ORDER BY last_modified, manifest_uri";

    private final DataSource database;
    private final InstantSource clock;

    public ReportLedger(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        inTransaction(connection -> update(connection, TABLE));
    }

    public Optional<LedgerEntry> find(ReportVersion version) {
        return query(THIS_VERSION, version.manifestUri(), version.manifest().eTag()).stream()
                .findFirst();
    }

    /**
     * Enters a version that was listed. One that is known already keeps its phase, unless its manifest was written
     * again since: then a refused version gets another chance, and a superseded one is the newest again.
     */
    public LedgerEntry see(ReportVersion version) {
        Optional<LedgerEntry> known = find(version);
        if (known.isEmpty()) {
            enter(version);
        } else if (version.manifest()
                .lastModified()
                .isAfter(known.get().version().manifest().lastModified())) {
            see(version, known.get());
        }
        return find(version).orElseThrow();
    }

    /** Notes what the manifest says, before anything is written to the version's folder. */
    void describe(ReportVersion version, String month, String assemblyId) {
        write(version, "billing_period = ?, assembly_id = ?", month, assemblyId);
    }

    /** Whether another version of this report and month has that folder. */
    boolean isTaken(ReportVersion version, String month, String assemblyId) {
        return query(
                        " WHERE report_name = ? AND billing_period = ? AND assembly_id = ?",
                        version.reportName(),
                        month,
                        assemblyId)
                .stream()
                .anyMatch(entry -> !isSame(entry.version(), version));
    }

    /** The files exist and are reconciled. */
    void converted(ReportVersion version, ConversionSummary summary) {
        write(
                version,
                "phase = ?, summary = ?, reason = NULL, retry_at = NULL",
                VersionPhase.CONVERTED,
                SummaryJson.write(summary));
    }

    /** The files are gone: back to the beginning. */
    void reopen(ReportVersion version) {
        write(version, "phase = ?, summary = NULL", VersionPhase.SEEN);
    }

    /** The table shows this version now, and no other of its month. */
    void published(LedgerEntry entry) {
        ReportVersion version = entry.version();
        inTransaction(connection -> {
            update(
                    connection,
                    "UPDATE cost_version SET phase = ?, reason = ?, changed_at = ?"
                            + " WHERE report_name = ? AND billing_period = ? AND phase = ?",
                    VersionPhase.SUPERSEDED,
                    "replaced by assembly " + entry.assemblyId(),
                    clock.instant(),
                    version.reportName(),
                    entry.month(),
                    VersionPhase.PUBLISHED);
            update(
                    connection,
                    "UPDATE cost_version SET phase = ?, reason = NULL, attempts = 0, retry_at = NULL, changed_at = ?"
                            + THIS_VERSION,
                    VersionPhase.PUBLISHED,
                    clock.instant(),
                    version.manifestUri(),
                    version.manifest().eTag());
        });
    }

    void refused(ReportVersion version, String reason) {
        write(version, "phase = ?, reason = ?, attempts = attempts + 1", VersionPhase.REFUSED, reason);
    }

    void superseded(ReportVersion version, String reason) {
        write(version, "phase = ?, reason = ?, retry_at = NULL", VersionPhase.SUPERSEDED, reason);
    }

    /** Not its fault: the phase stays, the next attempt comes later. */
    void postponed(ReportVersion version, String reason, Instant retryAt) {
        write(version, "reason = ?, attempts = attempts + 1, retry_at = ?", reason, retryAt);
    }

    /** Converted, but not yet current: their source may be gone, their files are not. Oldest first. */
    public List<LedgerEntry> converted() {
        return query(" WHERE phase = ?" + OLDEST_FIRST, VersionPhase.CONVERTED);
    }

    /** What the tables show, by report and month. */
    public List<LedgerEntry> published() {
        return query(" WHERE phase = ? ORDER BY report_name, billing_period", VersionPhase.PUBLISHED);
    }

    Optional<LedgerEntry> current(String reportName, String month) {
        return query(
                        " WHERE report_name = ? AND billing_period = ? AND phase = ?",
                        reportName,
                        month,
                        VersionPhase.PUBLISHED)
                .stream()
                .findFirst();
    }

    private void enter(ReportVersion version) {
        StoredObject manifest = version.manifest();
        inTransaction(connection -> {
            update(
                    connection,
                    "UPDATE cost_version SET phase = ?, reason = ?, changed_at = ? WHERE manifest_uri = ? AND phase = ?",
                    VersionPhase.SUPERSEDED,
                    "its manifest was replaced before it was converted",
                    clock.instant(),
                    version.manifestUri(),
                    VersionPhase.SEEN);
            update(
                    connection,
                    "INSERT INTO cost_version (manifest_uri, e_tag, manifest_key, size_bytes, last_modified,"
                            + " report_name, phase, attempts, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                    version.manifestUri(),
                    manifest.eTag(),
                    manifest.key(),
                    manifest.sizeBytes(),
                    manifest.lastModified(),
                    version.reportName(),
                    VersionPhase.SEEN,
                    clock.instant());
        });
    }

    private void see(ReportVersion version, LedgerEntry known) {
        VersionPhase phase = switch (known.phase()) {
            case SEEN, CONVERTED, PUBLISHED -> known.phase();
            case REFUSED -> VersionPhase.SEEN;
            case SUPERSEDED -> known.summary() == null ? VersionPhase.SEEN : VersionPhase.CONVERTED;
        };
        inTransaction(connection -> update(
                connection,
                "UPDATE cost_version SET last_modified = ?, phase = ?" + THIS_VERSION,
                version.manifest().lastModified(),
                phase,
                version.manifestUri(),
                version.manifest().eTag()));
    }

    private static boolean isSame(ReportVersion one, ReportVersion other) {
        return one.manifestUri().equals(other.manifestUri())
                && one.manifest().eTag().equals(other.manifest().eTag());
    }

    private void write(ReportVersion version, String assignments, Object... values) {
        List<@Nullable Object> parameters = new ArrayList<>(List.of(values));
        parameters.add(clock.instant());
        parameters.add(version.manifestUri());
        parameters.add(version.manifest().eTag());
        inTransaction(connection -> update(
                connection,
                "UPDATE cost_version SET " + assignments + ", changed_at = ?" + THIS_VERSION,
                parameters.toArray()));
    }

    private List<LedgerEntry> query(String where, Object... values) {
        List<LedgerEntry> entries = new ArrayList<>();
        inTransaction(connection -> {
            try (PreparedStatement statement = prepare(connection, "SELECT * FROM cost_version" + where, values);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
        });
        return entries;
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        StoredObject manifest = new StoredObject(
                row.getString("manifest_key"),
                row.getString("e_tag"),
                row.getLong("size_bytes"),
                row.getObject("last_modified", OffsetDateTime.class).toInstant());
        String summary = row.getString("summary");
        OffsetDateTime retryAt = row.getObject("retry_at", OffsetDateTime.class);
        return new LedgerEntry(
                new ReportVersion(row.getString("report_name"), row.getString("manifest_uri"), manifest),
                VersionPhase.valueOf(row.getString("phase")),
                row.getString("billing_period"),
                row.getString("assembly_id"),
                summary == null ? null : SummaryJson.read(summary),
                row.getString("reason"),
                row.getInt("attempts"),
                retryAt == null ? null : retryAt.toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof VersionPhase phase) {
                statement.setString(i + 1, phase.name());
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    private void inTransaction(Work work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            work.in(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new ProblemException(
                    new Problem(
                            "COST-101",
                            "cost ledger",
                            String.valueOf(e.getMessage()),
                            "without the ledger nothing is published",
                            "look at the disk and at the file lamplighter.mv.db in the state folder"),
                    e);
        }
    }

    private interface Work {
        void in(Connection connection) throws SQLException;
    }
}
