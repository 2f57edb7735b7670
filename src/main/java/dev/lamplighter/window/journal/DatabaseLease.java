package dev.lamplighter.window.journal;

import dev.lamplighter.base.Ages;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A row that its holder renews by raising a number. Another copy takes it over once it has seen the same number for the
 * whole length of the lease; by then the holder, which counts from before its last renewal, has given up. Each copy measures
 * with its own monotonic clock, so no clocks have to agree.
 */
public final class DatabaseLease implements Lease {
    private static final String NAME = "windows";

    private final Sql sql;
    private final String self;
    private final Duration length;
    private final Ages ages;
    private @Nullable Row seen;
    private Ages.Moment seenAt;
    private boolean held;

    /**
     * Takes nothing yet.
     *
     * @param self no two copies may have the same
     * @param nanoTime a clock that nobody can set, as {@link System#nanoTime()}
     */
    public DatabaseLease(DataSource database, String self, Duration length, LongSupplier nanoTime) {
        this(database, self, length, new Ages(() -> Instant.EPOCH, nanoTime));
    }

    /** As above; this copy's own lease has run out when either clock says so. */
    public DatabaseLease(DataSource database, String self, Duration length, Ages ages) {
        this.sql = new Sql(database);
        this.self = self;
        this.length = length;
        this.ages = ages;
        this.seenAt = ages.now();
    }

    @Override
    public synchronized boolean renew() {
        Ages.Moment asked = ages.now();
        Optional<Row> row = sql
                .select(
                        "SELECT holder, beat FROM window_lease WHERE name = ?",
                        found -> new Row(found.getString(1), found.getLong(2)),
                        NAME)
                .stream()
                .findFirst();
        if (row.isEmpty()) {
            sql.transaction(connection ->
                    Sql.update(connection, "INSERT INTO window_lease (name, holder, beat) VALUES (?, '', 0)", NAME));
            return renew();
        }
        Row now = row.get();
        boolean mine = held && now.equals(seen);
        boolean free = now.holder().isEmpty() || isAbandoned(now, asked);
        if (mine || free) {
            Row next = new Row(self, now.beat() + 1);
            held = sql.transaction(connection -> replace(connection, now, next)) == 1;
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

    /** By the monotonic clock alone: a wall clock that is set forward takes no lease from another. */
    private boolean isAbandoned(Row now, Ages.Moment asked) {
        return now.equals(seen) && asked.nanos() - seenAt.nanos() >= length.toNanos();
    }

    @Override
    public synchronized boolean isHeld() {
        return held && ages.since(seenAt).compareTo(length) < 0;
    }

    @Override
    public synchronized String holder() {
        return seen == null ? "nobody that is known" : seen.holder();
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
            sql.transaction(connection -> replace(connection, mine, new Row("", mine.beat() + 1)));
        }
        held = false;
    }

    private static int replace(Connection connection, Row from, Row to) throws SQLException {
        return Sql.update(
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
