package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records when instances of occurrences were on and when occurrences were ready, for {@code report}. Nothing is decided by
 * it. Thread-safe. Every method throws {@link JournalException} when the database can't be used.
 */
public final class StateIntervalLog {
    private final WindowJournal journal;
    private final Map<String, Boolean> told = new HashMap<>();

    StateIntervalLog(WindowJournal journal) {
        this.journal = journal;
    }

    /** Forgets what was noted last: another copy may have noted more. */
    synchronized void forget() {
        told.clear();
    }

    /** Notes what an entry says now; writes only what has changed since. */
    public synchronized void note(OccurrenceRecord entry, Instant now) {
        note(entry, Map.of(), now);
    }

    /**
     * Notes what an entry says now, and which of its addresses are in place.
     *
     * @param addresses whether each is in place, by allocation id; without those of which it isn't known
     */
    public synchronized void note(OccurrenceRecord entry, Map<String, Boolean> addresses, Instant now) {
        Map<String, Boolean> holds = new HashMap<>(addresses);
        holds.put(StateInterval.READY, entry.phase() == Phase.OPEN);
        holds.put(StateInterval.DEGRADED, entry.phase() == Phase.DEGRADED);
        entry.claims().forEach((id, claim) -> holds.put(id, isOn(claim.claimPhase())));
        holds.forEach((what, holding) -> {
            String key = entry.window() + " " + entry.start() + " " + what;
            if (!holding.equals(told.get(key))) {
                write(entry, what, holding, now);
                told.put(key, holding);
            }
        });
        if (entry.phase() == Phase.CLOSED) {
            told.keySet().removeIf(key -> key.startsWith(entry.window() + " " + entry.start() + " "));
        }
    }

    /** Those that began before {@code to} and had not ended at {@code from}, the earliest first. */
    public List<StateInterval> overlapping(Instant from, Instant to) {
        return select(
                "began_at < ? AND (ended_at IS NULL OR ended_at > ?) ORDER BY began_at",
                SqlExecutor.utc(to),
                SqlExecutor.utc(from));
    }

    /** Whether an occurrence was ready at any time in {@code [from, to)}. */
    public boolean isReadyWithin(String window, Instant start, Instant from, Instant to) {
        return !select(
                        "window_name = ? AND opens_at = ? AND what = ? AND began_at < ? AND (ended_at IS NULL OR ended_at > ?)",
                        window,
                        SqlExecutor.utc(start),
                        StateInterval.READY,
                        SqlExecutor.utc(to),
                        SqlExecutor.utc(from))
                .isEmpty();
    }

    /** When anything was noted for the first time. */
    public Optional<Instant> first() {
        return select("began_at = (SELECT MIN(began_at) FROM window_span)").stream()
                .map(StateInterval::began)
                .findFirst();
    }

    private static boolean isOn(ClaimPhase claimPhase) {
        return claimPhase == ClaimPhase.HELD || claimPhase == ClaimPhase.STOPPING;
    }

    private void write(OccurrenceRecord entry, String what, boolean begins, Instant now) {
        boolean lasts = !select(
                        "window_name = ? AND opens_at = ? AND what = ? AND ended_at IS NULL",
                        entry.window(),
                        SqlExecutor.utc(entry.start()),
                        what)
                .isEmpty();
        if (lasts == begins) {
            return;
        }
        String sql = begins
                ? "INSERT INTO window_span (began_at, window_name, opens_at, what) VALUES (?, ?, ?, ?)"
                : "UPDATE window_span SET ended_at = ?"
                        + " WHERE window_name = ? AND opens_at = ? AND what = ? AND ended_at IS NULL";
        journal.commit(connection -> SqlExecutor.update(
                connection, sql, SqlExecutor.utc(now), entry.window(), SqlExecutor.utc(entry.start()), what));
    }

    private List<StateInterval> select(String condition, Object... parameters) {
        return journal.sql()
                .select(
                        "SELECT window_name, opens_at, what, began_at, ended_at FROM window_span WHERE " + condition,
                        StateIntervalLog::span,
                        parameters);
    }

    private static StateInterval span(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject(5, OffsetDateTime.class);
        return new StateInterval(
                row.getString(1),
                SqlExecutor.instant(row, 2),
                row.getString(3),
                SqlExecutor.instant(row, 4),
                ended == null ? null : ended.toInstant());
    }
}
