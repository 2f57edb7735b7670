package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.lease.Lease;
import java.time.Instant;
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
 * Keeps the journal in a database: one row per occurrence, one per instance of an occurrence, one per resource with its last
 * mutating call, one per instance with a type that is not its own. Each method writes everything or nothing, and what it has
 * written is on disk when it returns. Nothing is written without the lease.
 *
 * <p>While this copy holds the lease no other copy writes, so unfinished entries are read once and then kept in memory.
 * Thread-safe. Every method throws {@link JournalException} when the database can't be used.
 */
public final class WindowJournal {
    /** The closed occurrences kept in memory: those whose time has not yet passed are looked up at every pass. */
    private static final int MOST_CLOSED = 2000;

    private final SqlExecutor sqlStatements;
    private final JournalRows rows;
    private final OverrideLog instructions = new OverrideLog(this);
    private final StateIntervalLog spans = new StateIntervalLog(this);
    private final OccurrenceNotes notes = new OccurrenceNotes(this);
    private final LastReconcileRecord reconcileLog = new LastReconcileRecord(this);
    private final Lease lease;
    private final StateFileIntegrity file;
    private @Nullable Map<OccurrenceKey, OccurrenceRecord> unfinished;
    /** The lease's term in which they were read. */
    private long readIn;

    private final Map<OccurrenceKey, OccurrenceRecord> closed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OccurrenceKey, OccurrenceRecord> eldest) {
            return size() > MOST_CLOSED;
        }
    };

    /** A journal that no other process writes. */
    public WindowJournal(DataSource database) {
        this(database, Lease.SOLE);
    }

    public WindowJournal(DataSource database, Lease lease) {
        this(database, lease, StateFileIntegrity.SOUND);
    }

    /** @param file in which the database lies, if it is one of this machine */
    public WindowJournal(DataSource database, Lease lease, StateFileIntegrity file) {
        this.sqlStatements = JournalTables.statements(database);
        this.rows = new JournalRows(sqlStatements);
        this.lease = lease;
        this.file = file;
    }

    /** The file in which it lies. */
    public StateFileIntegrity file() {
        return file;
    }

    /** Whether this copy may write. */
    public Lease lease() {
        return lease;
    }

    /** Makes the next read go to the database: another copy may have written since. */
    public synchronized void forget() {
        unfinished = null;
        closed.clear();
        instructions.forget();
        spans.forget();
    }

    /** The operators' overrides. */
    public OverrideLog instructions() {
        return instructions;
    }

    /** When instances were on and occurrences were ready. */
    public StateIntervalLog spans() {
        return spans;
    }

    /** The time of the last pass. */
    public LastReconcileRecord reconcileLog() {
        return reconcileLog;
    }

    /** Further notes about occurrences, in the same database. */
    public OccurrenceNotes notes() {
        return notes;
    }

    /** Every occurrence with something left to do, the earliest first. */
    public synchronized List<OccurrenceRecord> unfinished() {
        if (unfinished == null || !lease.isHeld()) {
            readIn = lease.term();
            unfinished = new TreeMap<>();
            rows.unfinished().forEach(entry -> unfinished.put(OccurrenceKey.of(entry), entry));
        }
        return List.copyOf(unfinished.values());
    }

    public synchronized Optional<OccurrenceRecord> find(String window, Instant start) {
        OccurrenceKey key = new OccurrenceKey(start, window);
        OccurrenceRecord known =
                unfinished == null || !lease.isHeld() ? null : unfinished.getOrDefault(key, closed.get(key));
        if (known != null) {
            return Optional.of(known);
        }
        Optional<OccurrenceRecord> found =
                first(rows.select("window_name = ? AND opens_at = ?", window, SqlExecutor.utc(start)));
        found.filter(entry -> entry.phase() == Phase.CLOSED).ifPresent(entry -> closed.put(key, entry));
        return found;
    }

    /** The occurrence of a window that began last. */
    public Optional<OccurrenceRecord> latest(String window) {
        return first(rows.select("window_name = ? ORDER BY opens_at DESC FETCH FIRST ROW ONLY", window));
    }

    /** Every occurrence that overlaps {@code [from, to)} by the times it was opened with, the earliest first. */
    public List<OccurrenceRecord> overlapping(Instant from, Instant to) {
        return rows.select(
                "opens_at < ? AND closes_at > ? ORDER BY opens_at, window_name",
                SqlExecutor.utc(to),
                SqlExecutor.utc(from));
    }

    /** The last occurrence that had to do with an instance. */
    public Optional<OccurrenceRecord> latestOf(String instanceId) {
        return first(rows.select(
                "EXISTS (SELECT 1 FROM window_claim c WHERE c.window_name = window_occurrence.window_name"
                        + " AND c.opens_at = window_occurrence.opens_at AND c.instance_id = ?)"
                        + " ORDER BY opens_at DESC FETCH FIRST ROW ONLY",
                instanceId));
    }

    private static Optional<OccurrenceRecord> first(List<OccurrenceRecord> entries) {
        return entries.stream().findFirst();
    }

    /** Writes an entry and its claims. */
    public void save(OccurrenceRecord entry, Instant now) {
        save(entry, now, connection -> 0);
    }

    /** Writes an entry together with the call that is about to be made for it. */
    public void save(OccurrenceRecord entry, LastCall call) {
        save(entry, call.at(), connection -> JournalRows.write(connection, call));
        file.mark();
    }

    /** Writes an entry together with the type that is about to be given to one of its instances. */
    public void save(OccurrenceRecord entry, LastCall call, SubstituteInstanceType type) {
        save(entry, call.at(), connection -> JournalRows.write(connection, call) + JournalRows.write(connection, type));
        file.mark();
    }

    /** Corrects the times of the latest calls after the clock was set. */
    public void save(List<LastCall> calls) {
        commit(connection -> {
            for (LastCall call : calls) {
                JournalRows.write(connection, call);
            }
            return calls.size();
        });
    }

    /** The last calls, by resource. */
    public Map<String, LastCall> lastCalls() {
        return sqlStatements
                .select(
                        "SELECT resource, action, called_at FROM window_last_call",
                        row -> new LastCall(row.getString(1), row.getString(2), SqlExecutor.instant(row, 3)))
                .stream()
                .collect(Collectors.toMap(LastCall::resource, Function.identity()));
    }

    /** The instances that may have a type that is not their own, by id. */
    public Map<String, SubstituteInstanceType> lentTypes() {
        return sqlStatements
                .select(
                        "SELECT instance_id, original, lent FROM window_lent_type",
                        row -> SubstituteInstanceType.of(row.getString(1), row.getString(2), row.getString(3)))
                .stream()
                .collect(Collectors.toMap(SubstituteInstanceType::instanceId, Function.identity()));
    }

    /** Records that the instance has its own type again. */
    public void forgetLentType(String instanceId) {
        commit(connection ->
                SqlExecutor.update(connection, "DELETE FROM window_lent_type WHERE instance_id = ?", instanceId));
    }

    private synchronized void save(OccurrenceRecord entry, Instant now, SqlExecutor.Work<Integer> more) {
        try {
            commit(connection -> JournalRows.write(connection, entry, now) + more.with(connection));
        } catch (RuntimeException e) {
            forget(); // the next pass sees whether it was written
            throw e;
        }
        OccurrenceKey key = new OccurrenceKey(entry.start(), entry.window());
        if (unfinished != null && entry.phase() == Phase.CLOSED) {
            unfinished.remove(key);
            closed.put(key, entry);
        } else if (unfinished != null) {
            unfinished.put(key, entry);
        }
    }

    /** Creates its tables now instead of on first use. */
    public void makeTables() {
        sqlStatements.makeTables();
    }

    SqlExecutor sql() {
        return sqlStatements;
    }

    /** Does the work in one transaction, if this copy holds the lease, and has since it read what is unfinished. */
    void commit(SqlExecutor.Work<Integer> work) {
        synchronized (this) {
            if (unfinished != null && readIn != lease.term()) {
                forget();
                throw new JournalException("another copy may have acted since it was read");
            }
        }
        sqlStatements.transaction(connection -> {
            if (!lease.confirm(connection)) {
                throw new JournalException("another copy may act, or the lease ran out");
            }
            return work.with(connection);
        });
    }
}
