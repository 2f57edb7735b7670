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
import org.jspecify.annotations.Nullable;

/** Reads and writes the journal's rows of launches. */
final class LaunchRows {
    private static final int LONGEST_CODE = 100;
    private static final String COLUMNS = "l.window_name, l.opens_at, l.slot, l.attempt, l.generation, l.phase,"
            + " l.client_token, l.user_data_sha256, l.choice, l.refusals, l.refusal, l.instance_id, l.eni,"
            + " l.requested_at, l.ended_at";

    private final SqlExecutor sqlStatements;

    LaunchRows(SqlExecutor sqlStatements) {
        this.sqlStatements = sqlStatements;
    }

    /** The launches of some occurrences {@code o}, in the order of {@link SlotLaunch#ORDER}. */
    Map<OccurrenceKey, List<SlotLaunch>> of(String condition, Object... parameters) {
        Map<OccurrenceKey, List<SlotLaunch>> launches = new HashMap<>();
        sqlStatements.select(
                "SELECT " + COLUMNS + " FROM window_launch l JOIN window_occurrence o"
                        + " ON o.window_name = l.window_name AND o.opens_at = l.opens_at WHERE " + condition,
                row -> launches.computeIfAbsent(
                                new OccurrenceKey(SqlExecutor.instant(row, 2), row.getString(1)),
                                key -> new ArrayList<>())
                        .add(launch(row)),
                parameters);
        launches.values().forEach(all -> all.sort(SlotLaunch.ORDER));
        return launches;
    }

    static int write(Connection connection, OccurrenceRecord entry, SlotLaunch launch) throws SQLException {
        return SqlExecutor.put(
                connection,
                "UPDATE window_launch SET generation = ?, phase = ?, client_token = ?, user_data_sha256 = ?,"
                        + " choice = ?, refusals = ?, refusal = ?, instance_id = ?, eni = ?, requested_at = ?,"
                        + " ended_at = ? WHERE window_name = ? AND opens_at = ? AND slot = ? AND attempt = ?",
                "INSERT INTO window_launch (generation, phase, client_token, user_data_sha256, choice, refusals,"
                        + " refusal, instance_id, eni, requested_at, ended_at, window_name, opens_at, slot, attempt)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                launch.generation(),
                launch.phase().name(),
                launch.clientToken(),
                launch.userDataSha256(),
                launch.choice(),
                launch.refusals(),
                SqlExecutor.cut(launch.refusal(), LONGEST_CODE),
                launch.instanceId(),
                launch.eni(),
                SqlExecutor.utc(launch.requestedAt()),
                ended(launch),
                entry.window(),
                SqlExecutor.utc(entry.start()),
                launch.slot(),
                launch.attempt());
    }

    private static @Nullable Object ended(SlotLaunch launch) {
        Instant at = launch.endedAt();
        return at == null ? null : SqlExecutor.utc(at);
    }

    private static SlotLaunch launch(ResultSet row) throws SQLException {
        return new SlotLaunch(
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                SlotLaunch.Phase.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getInt(9),
                row.getInt(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                SqlExecutor.instant(row, 14),
                row.getObject(15) == null ? null : SqlExecutor.instant(row, 15));
    }
}
