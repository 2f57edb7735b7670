package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the journal's rows of decisions to have more or fewer machines; a row never changes. */
final class ScalingRows {
    private static final int LONGEST_TEXT = 1000;

    private final SqlExecutor sqlStatements;

    ScalingRows(SqlExecutor sqlStatements) {
        this.sqlStatements = sqlStatements;
    }

    /** The decisions of some occurrences {@code o}, the earliest first. */
    Map<OccurrenceKey, List<SlotScaling>> of(String condition, Object... parameters) {
        Map<OccurrenceKey, List<SlotScaling>> scalings = new HashMap<>();
        sqlStatements.select(
                "SELECT s.window_name, s.opens_at, s.slot, s.direction, s.decided_at, s.reason FROM window_scaling s"
                        + " JOIN window_occurrence o ON o.window_name = s.window_name AND o.opens_at = s.opens_at"
                        + " WHERE " + condition + " ORDER BY s.decided_at, s.slot",
                row -> scalings.computeIfAbsent(
                                new OccurrenceKey(SqlExecutor.instant(row, 2), row.getString(1)),
                                key -> new ArrayList<>())
                        .add(new SlotScaling(
                                row.getString(3),
                                SlotScaling.Direction.valueOf(row.getString(4)),
                                SqlExecutor.instant(row, 5),
                                row.getString(6))),
                parameters);
        return scalings;
    }

    static int write(Connection connection, OccurrenceRecord entry, SlotScaling scaling) throws SQLException {
        return SqlExecutor.put(
                connection,
                "UPDATE window_scaling SET direction = ?, reason = ?"
                        + " WHERE window_name = ? AND opens_at = ? AND slot = ? AND decided_at = ?",
                "INSERT INTO window_scaling (direction, reason, window_name, opens_at, slot, decided_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                scaling.direction().name(),
                SqlExecutor.cut(scaling.reason(), LONGEST_TEXT),
                entry.window(),
                SqlExecutor.utc(entry.start()),
                scaling.slot(),
                SqlExecutor.utc(scaling.at()));
    }
}
