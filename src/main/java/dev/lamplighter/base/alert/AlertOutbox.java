package dev.lamplighter.base.alert;

import dev.lamplighter.base.DeliveryAttempts;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.MessageOutbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
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
 * Keeps alerts in the state database. Each change is written together with a notice of it, which stays until it has been
 * passed on, so that neither a kill nor a failing mail server loses one. A notice is passed on twice only if the process is
 * killed between passing it on and recording that. Thread-safe.
 */
public final class AlertOutbox implements AlertSink {
    /** A round must not take long; the next one passes on the rest. */
    private static final int MOST_AT_ONCE = 50;

    private final SqlExecutor statements;
    private final InstantSource clock;
    private final BooleanSupplier passing;
    private final MessageOutbox messages;
    private final List<Consumer<AlertStateChange>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, DeliveryAttempts> tries = new HashMap<>();

    /** Makes an outbox in a database that no other process uses. */
    public AlertOutbox(DataSource database, InstantSource clock) {
        this(database, clock, () -> true);
    }

    /**
     * Makes an outbox in a database that several processes may share; the tables are created on first use.
     *
     * @param passing whether this is the process that passes notices on at present
     */
    public AlertOutbox(DataSource database, InstantSource clock, BooleanSupplier passing) {
        this.statements = new SqlExecutor(
                database,
                AlertTables.ALL,
                "the alerts",
                (problem, cause) -> new IllegalStateException(problem.line(), cause));
        this.clock = clock;
        this.passing = passing;
        this.messages = new MessageOutbox(database, clock, passing);
    }

    /** Where people are told of alerts and of other events, in the same database. */
    public MessageOutbox messages() {
        return messages;
    }

    /** Creates its tables and those of the messages now instead of on first use. */
    public void makeTables() {
        statements.makeTables();
        messages.makeTables();
    }

    InstantSource clock() {
        return clock;
    }

    /** Calls {@code listener} with each notice as it is written. */
    public void listen(Consumer<AlertStateChange> listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void raise(AlertKey place, AlertSeverity severity, Problem problem) {
        Alert alert = new Alert(
                place, severity, problem.code(), problem.line(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        messages.prepare();
        tell(statements.transaction(connection -> {
            Optional<Alert> before = at(connection, place);
            if (before.filter(alert::isSameAs).isPresent()) {
                retell(connection, alert);
                return List.of();
            }
            List<AlertStateChange> notices = new ArrayList<>();
            if (before.isPresent()) {
                notices.add(forget(connection, before.get()));
            }
            insert(
                    connection,
                    "INSERT INTO alert_raised (" + AlertTables.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                    alert);
            notices.add(notice(connection, AlertStateChange.RAISED, alert));
            return notices;
        }));
    }

    @Override
    public synchronized void clear(AlertKey place) {
        messages.prepare();
        tell(statements.transaction(connection -> {
            Optional<Alert> before = at(connection, place);
            return before.isPresent() ? List.of(forget(connection, before.get())) : List.of();
        }));
    }

    @Override
    public List<Alert> raised(String area) {
        return statements.select(
                "SELECT " + AlertTables.COLUMNS + " FROM alert_raised WHERE area = ? ORDER BY since, subject, resource",
                AlertTables::alert,
                area);
    }

    /** The alerts that are raised in all areas. */
    public List<Alert> raised() {
        return statements.select(
                "SELECT " + AlertTables.COLUMNS + " FROM alert_raised ORDER BY since, subject, resource",
                AlertTables::alert);
    }

    /**
     * The notices to pass on now, the earliest first. A notice that was not {@link #sent} is returned again after a pause
     * that grows each time. Empty while the database can't be used, which is logged.
     */
    public synchronized List<AlertStateChange> pending() {
        if (!passing.getAsBoolean()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<AlertStateChange> due = kept().stream()
                .filter(notice -> tries.getOrDefault(notice.number(), DeliveryAttempts.NONE)
                        .isDue(now))
                .limit(MOST_AT_ONCE)
                .toList();
        due.forEach(
                notice -> tries.merge(notice.number(), DeliveryAttempts.NONE.next(now), (old, first) -> old.next(now)));
        return due;
    }

    private List<AlertStateChange> kept() {
        try {
            return statements.select(
                    "SELECT " + AlertTables.COLUMNS + ", seq, state FROM alert_notice ORDER BY seq",
                    row -> new AlertStateChange(row.getLong(8), row.getString(9), AlertTables.alert(row)));
        } catch (IllegalStateException e) {
            if (statements.isTroubleTold()) {
                return List.of();
            }
            throw e;
        }
    }

    /** Records that the notice was passed on. */
    public synchronized void sent(AlertStateChange notice) {
        statements.transaction(connection ->
                SqlExecutor.update(connection, "DELETE FROM alert_notice WHERE seq = ?", notice.number()));
        tries.remove(notice.number());
    }

    private void tell(List<AlertStateChange> notices) {
        notices.forEach(notice -> listeners.forEach(listener -> listener.accept(notice)));
    }

    /** Updates the text of an alert that stays raised. */
    private static void retell(Connection connection, Alert alert) throws SQLException {
        SqlExecutor.update(
                connection,
                "UPDATE alert_raised SET text = ? WHERE area = ? AND subject = ? AND resource = ?",
                SqlExecutor.cut(alert.text(), 2000),
                alert.place().area(),
                alert.place().subject(),
                alert.place().resource());
    }

    private AlertStateChange forget(Connection connection, Alert alert) throws SQLException {
        AlertKey place = alert.place();
        SqlExecutor.update(
                connection,
                "DELETE FROM alert_raised WHERE area = ? AND subject = ? AND resource = ?",
                place.area(),
                place.subject(),
                place.resource());
        return notice(connection, AlertStateChange.CLEARED, alert);
    }

    private AlertStateChange notice(Connection connection, String state, Alert alert) throws SQLException {
        long number = next(connection);
        insert(
                connection,
                "INSERT INTO alert_notice (" + AlertTables.COLUMNS + ", seq, state) VALUES (?, ?, ?, ?, ?, ?, ?, "
                        + number + ", '" + state + "')",
                alert);
        AlertStateChange notice = new AlertStateChange(number, state, alert);
        messages.put(connection, event(notice));
        return notice;
    }

    private static Event event(AlertStateChange notice) {
        Alert alert = notice.alert();
        boolean isRaised = notice.state().equals(AlertStateChange.RAISED);
        String title = (isRaised ? alert.severity().name() : "over:") + " " + alert.code() + " "
                + alert.place().subject();
        String text = isRaised ? alert.text() : "This is over: " + alert.text();
        return new Event(Event.ALERTS, Long.toString(notice.number()), notice.fields(), title, text, "", null);
    }

    private static long next(Connection connection) throws SQLException {
        if (SqlExecutor.update(connection, "UPDATE alert_counter SET seq = seq + 1") == 0) {
            SqlExecutor.update(connection, "INSERT INTO alert_counter (seq) VALUES (1)");
        }
        return SqlExecutor.select(connection, "SELECT seq FROM alert_counter", row -> row.getLong(1))
                .get(0);
    }

    private static Optional<Alert> at(Connection connection, AlertKey place) throws SQLException {
        return SqlExecutor.select(
                        connection,
                        "SELECT " + AlertTables.COLUMNS
                                + " FROM alert_raised WHERE area = ? AND subject = ? AND resource = ?",
                        AlertTables::alert,
                        place.area(),
                        place.subject(),
                        place.resource())
                .stream()
                .findFirst();
    }

    private static void insert(Connection connection, String sql, Alert alert) throws SQLException {
        AlertKey place = alert.place();
        SqlExecutor.update(
                connection,
                sql,
                place.area(),
                place.subject(),
                place.resource(),
                alert.severity(),
                alert.code(),
                SqlExecutor.cut(alert.text(), 2000),
                alert.since());
    }
}
