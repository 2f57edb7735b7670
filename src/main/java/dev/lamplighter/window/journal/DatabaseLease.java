package dev.lamplighter.window.journal;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SqlExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lease in a database row, which its holder renews by increasing a number. Another copy takes it over when it has
 * seen the same number for the whole length of the lease. By then the holder, which counts from before its last renewal, has
 * given up. Each copy measures with its own monotonic clock, so the clocks need not agree.
 */
public final class DatabaseLease implements Lease {
    private static final String NAME = "windows";

    private final SqlExecutor sqlStatements;
    private final String self;
    private final Duration length;
    private final ElapsedTime elapsedTime;
    private @Nullable Row seen;
    private ElapsedTime.Moment seenAt;
    private boolean held;

    /**
     * Makes a lease that isn't held yet.
     *
     * @param self no two copies may have the same
     * @param nanoTime a monotonic clock, as {@link System#nanoTime()}
     */
    public DatabaseLease(DataSource database, String self, Duration length, LongSupplier nanoTime) {
        this(database, self, length, new ElapsedTime(() -> Instant.EPOCH, nanoTime));
    }

    /** Makes a lease that isn't held yet; once held, it runs out when either clock says so. */
    public DatabaseLease(DataSource database, String self, Duration length, ElapsedTime elapsedTime) {
        this.sqlStatements = JournalTables.statements(database);
        this.self = self;
        this.length = length;
        this.elapsedTime = elapsedTime;
        this.seenAt = elapsedTime.now();
    }

    @Override
    public synchronized boolean renew() {
        ElapsedTime.Moment asked = elapsedTime.now();
        Optional<Row> row = sqlStatements
                .select(
                        "SELECT holder, beat FROM window_lease WHERE name = ?",
                        found -> new Row(found.getString(1), found.getLong(2)),
                        NAME)
                .stream()
                .findFirst();
        if (row.isEmpty()) {
            sqlStatements.transaction(connection -> SqlExecutor.update(
                    connection, "INSERT INTO window_lease (name, holder, beat) VALUES (?, '', 0)", NAME));
            return renew();
        }
        Row now = row.get();
        boolean mine = held && now.equals(seen);
        boolean free = now.holder().isEmpty() || isAbandoned(now, asked);
        if (mine || free) {
            Row next = new Row(self, now.beat() + 1);
            held = sqlStatements.transaction(connection -> replace(connection, now, next)) == 1;
            seen = held ? next : null;
            seenAt = asked;
        } else {
            held = false;
            if (!now.equals(seen)) {
                seen = now;
                seenAt = asked;
            }
        }
        return held;
    }

    /**
     * Whether another copy's lease has run out. Only the monotonic clock counts: setting the wall clock forward must not
     * take the lease from another copy.
     */
    private boolean isAbandoned(Row now, ElapsedTime.Moment asked) {
        return now.equals(seen) && asked.nanos() - seenAt.nanos() >= length.toNanos();
    }

    @Override
    public synchronized boolean isHeld() {
        return held && elapsedTime.since(seenAt).compareTo(length) < 0;
    }

    @Override
    public synchronized String holder() {
        return seen == null ? "no known copy" : seen.holder();
    }

    @Override
    public synchronized void confirm(Connection connection) throws SQLException {
        Row mine = seen;
        if (!isHeld() || mine == null || replace(connection, mine, mine) != 1) {
            held = false;
            throw new JournalException("another copy may act, or the lease ran out");
        }
    }

    @Override
    public synchronized void release() {
        Row mine = seen;
        if (held && mine != null) {
            sqlStatements.transaction(connection -> replace(connection, mine, new Row("", mine.beat() + 1)));
        }
        held = false;
    }

    private static int replace(Connection connection, Row from, Row to) throws SQLException {
        return SqlExecutor.update(
                connection,
                "UPDATE window_lease SET holder = ?, beat = ? WHERE name = ? AND holder = ? AND beat = ?",
                to.holder(),
                to.beat(),
                NAME,
                from.holder(),
                from.beat());
    }

    private record Row(String holder, long beat) {}
}
