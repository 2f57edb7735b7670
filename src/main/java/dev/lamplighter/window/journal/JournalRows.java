package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the rows of the journal's tables. */
final class JournalRows {
    /** The width of text columns; longer texts from outside are cut. */
    private static final int LONGEST_TEXT = 1000;

    private static final int LONGEST_CODE = 100;
    private static final String ENTRY_COLUMNS =
            "window_name, opens_at, closes_at, phase, attempts, last_error, last_reason";
    private static final String CLAIM_COLUMNS =
            "c.window_name, c.opens_at, c.instance_id, c.claim, c.starts, c.refusals, c.refusal, c.types";

    private final SqlExecutor sqlStatements;
    private final LaunchRows launchRows;
    private final ScalingRows scalingRows;

    JournalRows(SqlExecutor sqlStatements) {
        this.sqlStatements = sqlStatements;
        this.launchRows = new LaunchRows(sqlStatements);
        this.scalingRows = new ScalingRows(sqlStatements);
    }

    /** Every occurrence with something left to do, in no order. */
    List<OccurrenceRecord> unfinished() {
        Map<OccurrenceKey, Map<String, InstanceStartAttempts>> claims = claims("o.phase <> 'CLOSED'");
        Map<OccurrenceKey, List<SlotLaunch>> launches = launchRows.of("o.phase <> 'CLOSED'");
        Map<OccurrenceKey, List<SlotScaling>> scalings = scalingRows.of("o.phase <> 'CLOSED'");
        return sqlStatements
                .select(
                        "SELECT " + ENTRY_COLUMNS + " FROM window_occurrence WHERE phase <> 'CLOSED'",
                        JournalRows::entry)
                .stream()
                .map(entry -> with(
                        entry,
                        claims.getOrDefault(OccurrenceKey.of(entry), Map.of()),
                        launches.getOrDefault(OccurrenceKey.of(entry), List.of()),
                        scalings.getOrDefault(OccurrenceKey.of(entry), List.of())))
                .toList();
    }

    /** The occurrences, in the order that the condition asks for. */
    List<OccurrenceRecord> select(String condition, Object... parameters) {
        List<OccurrenceRecord> found = new ArrayList<>();
        for (OccurrenceRecord entry : sqlStatements.select(
                "SELECT " + ENTRY_COLUMNS + " FROM window_occurrence WHERE " + condition,
                JournalRows::entry,
                parameters)) {
            found.add(with(
                    entry,
                    claims("o.window_name = ? AND o.opens_at = ?", entry.window(), SqlExecutor.utc(entry.start()))
                            .getOrDefault(OccurrenceKey.of(entry), Map.of()),
                    launchRows
                            .of("o.window_name = ? AND o.opens_at = ?", entry.window(), SqlExecutor.utc(entry.start()))
                            .getOrDefault(OccurrenceKey.of(entry), List.of()),
                    scalingRows
                            .of("o.window_name = ? AND o.opens_at = ?", entry.window(), SqlExecutor.utc(entry.start()))
                            .getOrDefault(OccurrenceKey.of(entry), List.of())));
        }
        return found;
    }

    static int write(Connection connection, OccurrenceRecord entry, Instant now) throws SQLException {
        Object[] row = {
            SqlExecutor.utc(entry.end()),
            entry.phase().name(),
            entry.attempts(),
            SqlExecutor.cut(entry.lastError(), LONGEST_TEXT),
            SqlExecutor.cut(entry.lastReason(), LONGEST_TEXT),
            SqlExecutor.utc(now),
            entry.window(),
            SqlExecutor.utc(entry.start())
        };
        int written = SqlExecutor.put(
                connection,
                "UPDATE window_occurrence SET closes_at = ?, phase = ?, attempts = ?, last_error = ?, last_reason = ?,"
                        + " updated_at = ? WHERE window_name = ? AND opens_at = ?",
                "INSERT INTO window_occurrence (closes_at, phase, attempts, last_error, last_reason, updated_at,"
                        + " window_name, opens_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row);
        for (Map.Entry<String, InstanceStartAttempts> claim : entry.claims().entrySet()) {
            written += write(connection, entry, claim.getKey(), claim.getValue());
        }
        for (SlotLaunch launch : entry.launches()) {
            written += LaunchRows.write(connection, entry, launch);
        }
        for (SlotScaling scaling : entry.scalings()) {
            written += ScalingRows.write(connection, entry, scaling);
        }
        return written;
    }

    static int write(Connection connection, OccurrenceRecord entry, String instanceId, InstanceStartAttempts claim)
            throws SQLException {
        return SqlExecutor.put(
                connection,
                "UPDATE window_claim SET claim = ?, starts = ?, refusals = ?, refusal = ?, types = ?"
                        + " WHERE window_name = ? AND opens_at = ? AND instance_id = ?",
                "INSERT INTO window_claim (claim, starts, refusals, refusal, types, window_name, opens_at, instance_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                claim.claimPhase().name(),
                claim.starts(),
                claim.refusals(),
                SqlExecutor.cut(claim.refusal(), LONGEST_CODE),
                claim.types(),
                entry.window(),
                SqlExecutor.utc(entry.start()),
                instanceId);
    }

    static int write(Connection connection, LastCall call) throws SQLException {
        return SqlExecutor.put(
                connection,
                "UPDATE window_last_call SET action = ?, called_at = ? WHERE resource = ?",
                "INSERT INTO window_last_call (action, called_at, resource) VALUES (?, ?, ?)",
                call.action(),
                SqlExecutor.utc(call.at()),
                LastCall.key(call.resource()));
    }

    static int write(Connection connection, SubstituteInstanceType type) throws SQLException {
        return SqlExecutor.put(
                connection,
                "UPDATE window_lent_type SET original = ?, lent = ? WHERE instance_id = ?",
                "INSERT INTO window_lent_type (original, lent, instance_id) VALUES (?, ?, ?)",
                type.original(),
                type.lentText(),
                type.instanceId());
    }

    private Map<OccurrenceKey, Map<String, InstanceStartAttempts>> claims(String condition, Object... parameters) {
        Map<OccurrenceKey, Map<String, InstanceStartAttempts>> claims = new HashMap<>();
        sqlStatements.select(
                "SELECT " + CLAIM_COLUMNS + " FROM window_claim c JOIN window_occurrence o"
                        + " ON o.window_name = c.window_name AND o.opens_at = c.opens_at WHERE " + condition,
                row -> claims.computeIfAbsent(
                                new OccurrenceKey(SqlExecutor.instant(row, 2), row.getString(1)),
                                key -> new HashMap<>())
                        .put(row.getString(3), claim(row)),
                parameters);
        return claims;
    }

    private static InstanceStartAttempts claim(ResultSet row) throws SQLException {
        return new InstanceStartAttempts(
                ClaimPhase.valueOf(row.getString(4)), row.getInt(5), row.getInt(6), row.getString(7), row.getInt(8));
    }

    private static OccurrenceRecord entry(ResultSet row) throws SQLException {
        return new OccurrenceRecord(
                row.getString(1),
                SqlExecutor.instant(row, 2),
                SqlExecutor.instant(row, 3),
                Phase.valueOf(row.getString(4)),
                Map.of(),
                List.of(),
                List.of(),
                row.getInt(5),
                row.getString(6),
                row.getString(7));
    }

    private static OccurrenceRecord with(
            OccurrenceRecord entry,
            Map<String, InstanceStartAttempts> claims,
            List<SlotLaunch> launches,
            List<SlotScaling> scalings) {
        return new OccurrenceRecord(
                entry.window(),
                entry.start(),
                entry.end(),
                entry.phase(),
                claims,
                launches,
                scalings,
                entry.attempts(),
                entry.lastError(),
                entry.lastReason());
    }
}
