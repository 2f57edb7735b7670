package dev.lamplighter.base.lease;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SqlExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a lease in a row of a database, which its holder renews by increasing a number. Another copy takes it over when it has
 * seen the same number for the whole length of the lease. By then the holder, which counts from before its last renewal, has
 * given up. Each copy measures with its own clocks, so neither theirs nor the database's need agree.
 */
public final class DatabaseLease implements Lease {
    /** Of a row that a copy of an earlier version has made; only windows had a lease then, hence the table's name. */
    private static final long LENGTH_BEFORE = Duration.ofSeconds(90).toMillis();

    private static final List<String> TABLE = List.of(
            """
            CREATE TABLE IF NOT EXISTS window_lease (
              name VARCHAR(16) PRIMARY KEY,
              holder VARCHAR(100) NOT NULL,
              beat BIGINT NOT NULL)\
            """,
            "ALTER TABLE window_lease ALTER COLUMN name SET DATA TYPE VARCHAR(100)",
            "ALTER TABLE window_lease ADD COLUMN IF NOT EXISTS length_ms BIGINT DEFAULT " + LENGTH_BEFORE
                    + " NOT NULL");

    private final SqlExecutor statements;
    private final String name;
    private final String self;
    private final Duration length;
    private final ElapsedTime elapsedTime;
    private @Nullable Row seen;
    private ElapsedTime.Moment seenAt;
    private volatile @Nullable Grant grant;
    private final AtomicLong terms = new AtomicLong();
    private volatile String holder = "no known copy";

    /** Makes a lease that is measured by a monotonic clock alone. */
    public DatabaseLease(DataSource database, String name, String self, Duration length, LongSupplier nanoTime) {
        this(database, name, self, length, new ElapsedTime(() -> Instant.EPOCH, nanoTime));
    }

    /**
     * Makes a lease that isn't held yet; once held, it runs out when either clock says so.
     *
     * @param name no longer than 100 characters
     * @param self no two copies may have the same; people are shown what is before a slash
     */
    public DatabaseLease(DataSource database, String name, String self, Duration length, ElapsedTime elapsedTime) {
        this.statements = new SqlExecutor(database, TABLE, "the leases", LeaseException::new);
        this.name = name;
        this.self = self;
        this.length = length;
        this.elapsedTime = elapsedTime;
        this.seenAt = elapsedTime.now();
    }

    @Override
    public synchronized boolean renew() {
        ElapsedTime.Moment asked = elapsedTime.now();
        Turn turn = statements.transaction(connection -> turn(connection, asked));
        Row now = turn.row();
        if (turn.isMine()) {
            if (turn.isNew()) {
                terms.incrementAndGet();
            }
            grant = new Grant(asked);
        } else {
            grant = null;
        }
        if (!now.equals(seen)) {
            seen = now;
            seenAt = elapsedTime.now(); // the other's clock may have begun as late as this
        }
        holder = now.holder().isEmpty() ? "no copy" : now.holder().replaceFirst("/.*", "");
        return isHeld();
    }

    private Turn turn(Connection connection, ElapsedTime.Moment asked) throws SQLException {
        Optional<Row> found = SqlExecutor.select(
                        connection,
                        "SELECT holder, beat, length_ms FROM window_lease WHERE name = ?",
                        row -> new Row(row.getString(1), row.getLong(2), row.getLong(3)),
                        name)
                .stream()
                .findFirst();
        if (found.isEmpty()) {
            Row first = new Row(self, 1, length.toMillis());
            SqlExecutor.update(
                    connection,
                    "INSERT INTO window_lease (name, holder, beat, length_ms) VALUES (?, ?, ?, ?)",
                    name,
                    first.holder(),
                    first.beat(),
                    first.lengthMillis());
            return new Turn(first, true, true);
        }
        Row now = found.get();
        boolean isMine = now.holder().equals(self);
        if (!isMine && !now.holder().isEmpty() && !isAbandoned(now, asked)) {
            return new Turn(now, false, false);
        }
        Row next = new Row(self, now.beat() + 1, length.toMillis());
        return replace(connection, now, next) == 1 ? new Turn(next, true, !isMine) : new Turn(now, false, false);
    }

    /**
     * Whether another copy's lease has run out. Only the monotonic clock counts: setting the wall clock forward must not
     * take the lease from another copy.
     */
    private boolean isAbandoned(Row now, ElapsedTime.Moment asked) {
        return now.equals(seen)
                && asked.nanos() - seenAt.nanos()
                        >= Duration.ofMillis(now.lengthMillis()).toNanos();
    }

    @Override
    public boolean isHeldFor(Duration more) {
        Grant now = grant;
        return now != null && elapsedTime.since(now.asked()).plus(more).compareTo(length) < 0;
    }

    @Override
    public long term() {
        return terms.get();
    }

    @Override
    public String holder() {
        return holder;
    }

    @Override
    public boolean confirm(Connection connection) throws SQLException {
        boolean isMine = isHeld()
                && SqlExecutor.update(
                                connection,
                                "UPDATE window_lease SET holder = ? WHERE name = ? AND holder = ?",
                                self,
                                name,
                                self)
                        == 1;
        if (!isMine) {
            grant = null;
        }
        return isMine;
    }

    @Override
    public synchronized void release() {
        boolean wasMine = grant != null;
        grant = null;
        if (wasMine) {
            statements.transaction(connection -> SqlExecutor.update(
                    connection,
                    "UPDATE window_lease SET holder = '', beat = beat + 1 WHERE name = ? AND holder = ?",
                    name,
                    self));
        }
    }

    private int replace(Connection connection, Row from, Row to) throws SQLException {
        return SqlExecutor.update(
                connection,
                "UPDATE window_lease SET holder = ?, beat = ?, length_ms = ? WHERE name = ? AND holder = ? AND beat ="
                        + " ?",
                to.holder(),
                to.beat(),
                to.lengthMillis(),
                name,
                from.holder(),
                from.beat());
    }

    private record Row(String holder, long beat, long lengthMillis) {}

    /** What a look at the row has led to; new if the row was another copy's or nobody's before. */
    private record Turn(Row row, boolean isMine, boolean isNew) {}

    /** The moment from which the length of this copy's lease counts. */
    private record Grant(ElapsedTime.Moment asked) {}
}
