package dev.lamplighter.base.alert;

import dev.lamplighter.base.DatabaseTrouble;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TransactionRollback;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps alerts in the state database. What is raised or cleared is written together with a notice of it, which stays until
 * it was passed on: neither a kill nor a failing mail server loses one. A notice is passed on twice only when the process is
 * killed between passing it on and recording that. Thread-safe.
 */
public final class AlertOutbox implements AlertSink {
    private static final int MOST_AT_ONCE = 50;

    private final DataSource database;
    private final InstantSource clock;
    private final BooleanSupplier passing;
    private final List<Consumer<AlertNotice>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, DeliveryAttempts> tries = new HashMap<>();
    private final DatabaseTrouble trouble;
    private volatile boolean hasTables;

    /** For a database that no other process uses. */
    public AlertOutbox(DataSource database, InstantSource clock) {
        this(database, clock, () -> true);
    }

    /**
     * For a database that processes may share; the tables are made on first use.
     *
     * @param passing whether this process, of those that share the database, is the one that passes notices on now
     */
    public AlertOutbox(DataSource database, InstantSource clock, BooleanSupplier passing) {
        this.database = database;
        this.trouble = DatabaseTrouble.of(database, "the alerts");
        this.clock = clock;
        this.passing = passing;
    }

    InstantSource clock() {
        return clock;
    }

    /** Calls {@code listener} with each notice as it is written. */
    public void listen(Consumer<AlertNotice> listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void raise(AlertKey place, AlertSeverity severity, Problem problem) {
        Alert alert = new Alert(
                place, severity, problem.code(), problem.line(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        tell(transaction(connection -> {
            Optional<Alert> before = at(connection, place);
            if (before.filter(alert::isSameAs).isPresent()) {
                retell(connection, alert);
                return List.of();
            }
            List<AlertNotice> notices = new ArrayList<>();
            if (before.isPresent()) {
                notices.add(forget(connection, before.get()));
            }
            insert(
                    connection,
                    "INSERT INTO alert_raised (" + AlertTables.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                    alert);
            notices.add(notice(connection, AlertNotice.RAISED, alert));
            return notices;
        }));
    }

    @Override
    public synchronized void clear(AlertKey place) {
        tell(transaction(connection -> {
            Optional<Alert> before = at(connection, place);
            return before.isPresent() ? List.of(forget(connection, before.get())) : List.of();
        }));
    }

    @Override
    public List<Alert> raised(String area) {
        return transaction(connection -> alerts(
                connection,
                "SELECT " + AlertTables.COLUMNS + " FROM alert_raised WHERE area = ? ORDER BY since, subject, resource",
                area));
    }

    /** The alerts that are raised in all areas. */
    public List<Alert> raised() {
        return transaction(connection -> alerts(
                connection, "SELECT " + AlertTables.COLUMNS + " FROM alert_raised ORDER BY since, subject, resource"));
    }

    /**
     * The notices that are to be passed on now, the earliest first; after a failure one comes again, after a longer time
     * each time. None while the state database can't be used, which is logged.
     */
    public synchronized List<AlertNotice> pending() {
        if (!passing.getAsBoolean()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<AlertNotice> due = kept().stream()
                .filter(notice -> tries.getOrDefault(notice.number(), DeliveryAttempts.NONE)
                        .isDue(now))
                .limit(MOST_AT_ONCE)
                .toList();
        due.forEach(
                notice -> tries.merge(notice.number(), DeliveryAttempts.NONE.next(now), (old, first) -> old.next(now)));
        return due;
    }

    private List<AlertNotice> kept() {
        try {
            return transaction(AlertOutbox::notices);
        } catch (IllegalStateException e) {
            if (trouble.isTold()) {
                return List.of();
            }
            throw e;
        }
    }

    /** Records that the notice was passed on. */
    public synchronized void sent(AlertNotice notice) {
        transaction(connection -> update(connection, "DELETE FROM alert_notice WHERE seq = ?", notice.number()));
        tries.remove(notice.number());
    }

    private void tell(List<AlertNotice> notices) {
        notices.forEach(notice -> listeners.forEach(listener -> listener.accept(notice)));
    }

    /** Updates the text of an alert that stays raised. */
    private static void retell(Connection connection, Alert alert) throws SQLException {
        update(
                connection,
                "UPDATE alert_raised SET text = ? WHERE area = ? AND subject = ? AND resource = ?",
                cut(alert.text(), 2000),
                alert.place().area(),
                alert.place().subject(),
                alert.place().resource());
    }

    private static AlertNotice forget(Connection connection, Alert alert) throws SQLException {
        AlertKey place = alert.place();
        update(
                connection,
                "DELETE FROM alert_raised WHERE area = ? AND subject = ? AND resource = ?",
                place.area(),
                place.subject(),
                place.resource());
        return notice(connection, AlertNotice.CLEARED, alert);
    }

    private static AlertNotice notice(Connection connection, String state, Alert alert) throws SQLException {
        long number = next(connection);
        insert(
                connection,
                "INSERT INTO alert_notice (" + AlertTables.COLUMNS + ", seq, state) VALUES (?, ?, ?, ?, ?, ?, ?, "
                        + number + ", '" + state + "')",
                alert);
        return new AlertNotice(number, state, alert);
    }

    private static long next(Connection connection) throws SQLException {
        if (update(connection, "UPDATE alert_counter SET seq = seq + 1") == 0) {
            update(connection, "INSERT INTO alert_counter (seq) VALUES (1)");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq FROM alert_counter")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Optional<Alert> at(Connection connection, AlertKey place) throws SQLException {
        return alerts(
                        connection,
                        "SELECT " + AlertTables.COLUMNS
                                + " FROM alert_raised WHERE area = ? AND subject = ? AND resource = ?",
                        place.area(),
                        place.subject(),
                        place.resource())
                .stream()
                .findFirst();
    }

    private static List<Alert> alerts(Connection connection, String sql, String... parameters) throws SQLException {
        List<Alert> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, (Object[]) parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(AlertTables.alert(rows));
            }
        }
        return found;
    }

    private static List<AlertNotice> notices(Connection connection) throws SQLException {
        List<AlertNotice> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(
                        connection, "SELECT " + AlertTables.COLUMNS + ", seq, state FROM alert_notice ORDER BY seq");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new AlertNotice(rows.getLong(8), rows.getString(9), AlertTables.alert(rows)));
            }
        }
        return found;
    }

    private static void insert(Connection connection, String sql, Alert alert) throws SQLException {
        AlertKey place = alert.place();
        update(
                connection,
                sql,
                place.area(),
                cut(place.subject(), 200),
                cut(place.resource(), 500),
                alert.severity().name(),
                alert.code(),
                cut(alert.text(), 2000),
                alert.since().atOffset(ZoneOffset.UTC));
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private void makeTables(Connection connection) throws SQLException {
        if (!hasTables) {
            for (String table : AlertTables.ALL) {
                update(connection, table);
            }
            connection.commit();
            hasTables = true;
        }
    }

    private <T> T transaction(Work<T> work) {
        long began = trouble.began();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                makeTables(connection);
                T result = work.with(connection);
                connection.commit();
                trouble.worked();
                return result;
            } catch (SQLException e) {
                TransactionRollback.after(e, connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(trouble.failed(e, began).line(), e);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    /** The statements of one transaction. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
