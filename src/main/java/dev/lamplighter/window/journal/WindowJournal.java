package dev.lamplighter.window.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The journal in a database: one row per occurrence, one per instance of an occurrence, one per resource with its last
 * mutating call, one per instance with a type that is not its own. What a method writes is there whole or not at all, and is
 * on disk when the method returns. Nothing is written without the lease.
 *
 * <p>While the lease is held nobody else writes, so what is unfinished is read once and then known. Thread-safe. Every method
 * throws {@link JournalException} when the database can't be used.
 */
public final class WindowJournal {
    /** Longer than any answer needs; texts from outside are cut to it. */
    private static final int LONGEST_TEXT = 1000;

    private static final int LONGEST_CODE = 100;
    /** Closed occurrences that are known without asking: those whose time has not yet passed are asked for at every look. */
    private static final int MOST_CLOSED = 2000;

    private static final String ENTRY_COLUMNS =
            "window_name, opens_at, closes_at, phase, attempts, last_error, last_reason";
    private static final String CLAIM_COLUMNS =
            "c.window_name, c.opens_at, c.instance_id, c.claim, c.starts, c.refusals, c.refusal, c.types";

    private final Sql sql;
    private final Lease lease;
    private @Nullable Map<Key, JournalEntry> unfinished;
    private final Map<Key, JournalEntry> closed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, JournalEntry> eldest) {
            return size() > MOST_CLOSED;
        }
    };

    /** A journal that no other process writes. */
    public WindowJournal(DataSource database) {
        this(database, Lease.SOLE);
    }

    public WindowJournal(DataSource database, Lease lease) {
        this.sql = new Sql(database);
        this.lease = lease;
    }

    /** Whether this copy may write. */
    public Lease lease() {
        return lease;
    }

    /** Reads everything anew: another copy may have written since. */
    public synchronized void forget() {
        unfinished = null;
        closed.clear();
    }

    /** What else is to be remembered of an occurrence, in the same database. */
    public OccurrenceNotes notes() {
        return new OccurrenceNotes(this);
    }

    /** Every occurrence with something left to do, the earliest first. */
    public synchronized List<JournalEntry> unfinished() {
        if (unfinished == null || !lease.isHeld()) {
            unfinished = readUnfinished();
        }
        return List.copyOf(unfinished.values());
    }

    public synchronized Optional<JournalEntry> find(String window, Instant start) {
        Key key = new Key(start, window);
        JournalEntry known =
                unfinished == null || !lease.isHeld() ? null : unfinished.getOrDefault(key, closed.get(key));
        if (known != null) {
            return Optional.of(known);
        }
        Optional<JournalEntry> found = select("window_name = ? AND opens_at = ?", window, Sql.utc(start));
        found.filter(entry -> entry.phase() == Phase.CLOSED).ifPresent(entry -> closed.put(key, entry));
        return found;
    }

    /** The occurrence of a window that began last. */
    public Optional<JournalEntry> latest(String window) {
        return select("window_name = ? ORDER BY opens_at DESC FETCH FIRST ROW ONLY", window);
    }

    /** Writes an entry and its claims. */
    public void save(JournalEntry entry, Instant now) {
        save(entry, now, connection -> 0);
    }

    /** Writes an entry together with the call that is about to be made for it. */
    public void save(JournalEntry entry, LastCall call) {
        save(entry, call.at(), connection -> write(connection, call));
    }

    /** Writes an entry together with the type that is about to be given to one of its instances. */
    public void save(JournalEntry entry, LastCall call, LentType type) {
        save(entry, call.at(), connection -> write(connection, call) + write(connection, type));
    }

    /** The clock was set: calls made just before get the time that it would have shown. */
    public void save(List<LastCall> calls) {
        commit(connection -> {
            for (LastCall call : calls) {
                write(connection, call);
            }
            return calls.size();
        });
    }

    /** The last calls, by resource. */
    public Map<String, LastCall> lastCalls() {
        return sql
                .select(
                        "SELECT resource, action, called_at FROM window_last_call",
                        row -> new LastCall(row.getString(1), row.getString(2), Sql.instant(row, 3)))
                .stream()
                .collect(Collectors.toMap(LastCall::resource, Function.identity()));
    }

    /** The instances that may have a type that is not their own, by id. */
    public Map<String, LentType> lentTypes() {
        return sql
                .select(
                        "SELECT instance_id, original, lent FROM window_lent_type",
                        row -> LentType.of(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .collect(Collectors.toMap(LentType::instanceId, Function.identity()));
    }

    /** The instance has its own type again. */
    public void forgetLentType(String instanceId) {
        commit(connection -> Sql.update(connection, "DELETE FROM window_lent_type WHERE instance_id = ?", instanceId));
    }

    private synchronized void save(JournalEntry entry, Instant now, Sql.Work more) {
        try {
            commit(connection -> write(connection, entry, now) + more.with(connection));
        } catch (RuntimeException e) {
            forget(); // whether it was written is seen at the next look
            throw e;
        }
        Key key = new Key(entry.start(), entry.window());
        if (unfinished != null && entry.phase() == Phase.CLOSED) {
            unfinished.remove(key);
            closed.put(key, entry);
        } else if (unfinished != null) {
            unfinished.put(key, entry);
        }
    }

    Sql sql() {
        return sql;
    }

    /** Does it all while this copy holds the lease, or nothing. */
    void commit(Sql.Work work) {
        sql.transaction(connection -> {
            lease.confirm(connection);
            return work.with(connection);
        });
    }

    private static int write(Connection connection, JournalEntry entry, Instant now) throws SQLException {
        Object[] row = {
            Sql.utc(entry.end()),
            entry.phase().name(),
            entry.attempts(),
            Sql.cut(entry.lastError(), LONGEST_TEXT),
            Sql.cut(entry.lastReason(), LONGEST_TEXT),
            Sql.utc(now),
            entry.window(),
            Sql.utc(entry.start())
        };
        int written = Sql.put(
                connection,
                "UPDATE window_occurrence SET closes_at = ?, phase = ?, attempts = ?, last_error = ?, last_reason = ?,"
                        + " updated_at = ? WHERE window_name = ? AND opens_at = ?",
                "INSERT INTO window_occurrence (closes_at, phase, attempts, last_error, last_reason, updated_at,"
                        + " window_name, opens_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row);
        for (Map.Entry<String, InstanceClaim> claim : entry.claims().entrySet()) {
            written += write(connection, entry, claim.getKey(), claim.getValue());
        }
        return written;
    }

    private static int write(Connection connection, JournalEntry entry, String instanceId, InstanceClaim claim)
            throws SQLException {
        return Sql.put(
                connection,
                "UPDATE window_claim SET claim = ?, starts = ?, refusals = ?, refusal = ?, types = ?"
                        + " WHERE window_name = ? AND opens_at = ? AND instance_id = ?",
                "INSERT INTO window_claim (claim, starts, refusals, refusal, types, window_name, opens_at, instance_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                claim.claim().name(),
                claim.starts(),
                claim.refusals(),
                Sql.cut(claim.refusal(), LONGEST_CODE),
                claim.types(),
                entry.window(),
                Sql.utc(entry.start()),
                instanceId);
    }

    private static int write(Connection connection, LastCall call) throws SQLException {
        return Sql.put(
                connection,
                "UPDATE window_last_call SET action = ?, called_at = ? WHERE resource = ?",
                "INSERT INTO window_last_call (action, called_at, resource) VALUES (?, ?, ?)",
                call.action(),
                Sql.utc(call.at()),
                call.resource());
    }

    private static int write(Connection connection, LentType type) throws SQLException {
        return Sql.put(
                connection,
                "UPDATE window_lent_type SET original = ?, lent = ? WHERE instance_id = ?",
                "INSERT INTO window_lent_type (original, lent, instance_id) VALUES (?, ?, ?)",
                type.original(),
                type.lentText(),
                type.instanceId());
    }

    private Map<Key, JournalEntry> readUnfinished() {
        Map<Key, Map<String, InstanceClaim>> claims = claims("o.phase <> 'CLOSED'");
        Map<Key, JournalEntry> found = new TreeMap<>();
        for (JournalEntry entry : sql.select(
                "SELECT " + ENTRY_COLUMNS + " FROM window_occurrence WHERE phase <> 'CLOSED'", WindowJournal::entry)) {
            Key key = new Key(entry.start(), entry.window());
            found.put(key, with(entry, claims.getOrDefault(key, Map.of())));
        }
        return found;
    }

    private Optional<JournalEntry> select(String condition, Object... parameters) {
        return sql
                .select(
                        "SELECT " + ENTRY_COLUMNS + " FROM window_occurrence WHERE " + condition,
                        WindowJournal::entry,
                        parameters)
                .stream()
                .findFirst()
                .map(entry -> with(
                        entry,
                        claims("o.window_name = ? AND o.opens_at = ?", entry.window(), Sql.utc(entry.start()))
                                .getOrDefault(new Key(entry.start(), entry.window()), Map.of())));
    }

    private Map<Key, Map<String, InstanceClaim>> claims(String condition, Object... parameters) {
        Map<Key, Map<String, InstanceClaim>> claims = new HashMap<>();
        sql.select(
                "SELECT " + CLAIM_COLUMNS + " FROM window_claim c JOIN window_occurrence o"
                        + " ON o.window_name = c.window_name AND o.opens_at = c.opens_at WHERE " + condition,
                row -> claims.computeIfAbsent(new Key(Sql.instant(row, 2), row.getString(1)), key -> new HashMap<>())
                        .put(row.getString(3), claim(row)),
                parameters);
        return claims;
    }

    private static InstanceClaim claim(ResultSet row) throws SQLException {
        return new InstanceClaim(
                Claim.valueOf(row.getString(4)), row.getInt(5), row.getInt(6), row.getString(7), row.getInt(8));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getString(1),
                Sql.instant(row, 2),
                Sql.instant(row, 3),
                Phase.valueOf(row.getString(4)),
                Map.of(),
                row.getInt(5),
                row.getString(6),
                row.getString(7));
    }

    private static JournalEntry with(JournalEntry entry, Map<String, InstanceClaim> claims) {
        return new JournalEntry(
                entry.window(),
                entry.start(),
                entry.end(),
                entry.phase(),
                claims,
                entry.attempts(),
                entry.lastError(),
                entry.lastReason());
    }

    /** In the order in which occurrences are looked at. */
    private record Key(Instant start, String window) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::start).thenComparing(Key::window);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
