package dev.lamplighter.base.message;

import dev.lamplighter.base.DeliveryAttempts;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.code.AlertProblemCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in a database until they are delivered, one for each place, so that a place which can't be reached delays
 * only its own. A message is delivered twice only if the process is killed between its delivery and the record of it, or if
 * a server takes it and doesn't say so. Thread-safe.
 */
public final class MessageOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(MessageOutbox.class);

    /** For each place: a round must not take long, and the next one delivers the rest. */
    private static final int MOST_AT_ONCE = 10;

    /** After this time a message that can't be delivered is of no use. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

    /** Longer than an event can come again. */
    private static final Duration KEYS_KEPT = Duration.ofDays(400);

    private static final String SINCE = "since";

    private final SqlExecutor statements;
    private final InstantSource clock;
    private final BooleanSupplier passing;
    private final Map<Long, DeliveryAttempts> tries = new HashMap<>();
    private final Set<String> troubled = new HashSet<>();
    private volatile MessageRules rules = MessageRules.NONE;

    /**
     * Makes an outbox in a database that several processes may share; the tables are created on first use.
     *
     * @param passing whether this is the process that delivers at present
     */
    public MessageOutbox(DataSource database, InstantSource clock, BooleanSupplier passing) {
        this.statements = new SqlExecutor(
                database,
                MessageSchema.ALL,
                "the messages",
                (problem, cause) -> new IllegalStateException(problem.line(), cause));
        this.clock = clock;
        this.passing = passing;
    }

    /** Says from now on who is told what. */
    public void follow(MessageRules now) {
        rules = now;
    }

    /** Creates its tables now instead of on first use. */
    public void makeTables() {
        statements.makeTables();
    }

    /** Makes the tables if anybody is to be told anything; {@link #put} needs them. */
    public void prepare() {
        if (rules.isAny()) {
            statements.makeTables();
        }
    }

    /** Writes the messages of an event within the transaction that records the event itself. */
    public void put(Connection connection, Event event) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (String place : rules.placesFor(event)) {
            SqlExecutor.update(
                    connection,
                    "INSERT INTO message (place, about, fields, title, text, html, at, expires)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    place,
                    event.about(),
                    SqlExecutor.cut(MessageSchema.written(event.fields()), 8000),
                    SqlExecutor.cut(event.title(), 500),
                    event.text(),
                    event.html(),
                    now,
                    event.until());
        }
    }

    /** Whether this process delivers at present, and anybody wants to be told of one of these. */
    public boolean wants(Set<String> events) {
        return rules.wants(events) && passing.getAsBoolean();
    }

    /**
     * When it was first asked for this, which is now the first time: so that what happened before is not told as news.
     */
    public synchronized Instant since(String events) {
        return statements.transaction(connection -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            List<Instant> known = SqlExecutor.select(
                    connection,
                    "SELECT at FROM message_key WHERE about = ? AND name = ?",
                    row -> SqlExecutor.instant(row, 1),
                    SINCE,
                    events);
            if (!known.isEmpty()) {
                return known.get(0);
            }
            SqlExecutor.update(
                    connection, "INSERT INTO message_key (about, name, at) VALUES (?, ?, ?)", SINCE, events, now);
            return now;
        });
    }

    /** Writes the messages of an event, if it was not told before. Returns whether it is new. */
    public synchronized boolean publish(Event event) {
        if (rules.placesFor(event).isEmpty()) {
            return false;
        }
        return statements.transaction(connection -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String key = SqlExecutor.cut(event.key(), 500);
            if (!SqlExecutor.select(
                            connection,
                            "SELECT 1 FROM message_key WHERE about = ? AND name = ?",
                            ResultSet::getRow,
                            event.about(),
                            key)
                    .isEmpty()) {
                return false;
            }
            SqlExecutor.update(
                    connection, "INSERT INTO message_key (about, name, at) VALUES (?, ?, ?)", event.about(), key, now);
            SqlExecutor.update(
                    connection, "DELETE FROM message_key WHERE at < ? AND about <> ?", now.minus(KEYS_KEPT), SINCE);
            put(connection, event);
            return true;
        });
    }

    /**
     * The messages to deliver now, those first that were tried least often. A message that was not {@link #sent} is returned
     * again after a pause that grows each time. Empty while the database can't be used, which is logged.
     */
    public synchronized List<Message> pending() {
        MessageRules told = rules;
        if (!told.isAny() || !passing.getAsBoolean()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Message> due = new ArrayList<>();
        for (Kept kept : kept()) {
            Message message = kept.message();
            if (!told.isFor(message.place()) || kept.isPast(now)) {
                remove(message);
            } else if (message.at().plus(GIVEN_UP_AFTER).isBefore(now)
                    && tries(message).count() > 0) {
                giveUp(message);
            } else if (tries(message).isDue(now) && told.isAllowed(message, now)) {
                due.add(message);
            }
        }
        due.sort(
                (one, other) -> Integer.compare(tries(one).count(), tries(other).count()));
        Map<String, Integer> counts = new HashMap<>();
        List<Message> handedOut = due.stream()
                .filter(message -> counts.merge(message.place(), 1, Integer::sum)
                        <= (troubled.contains(message.place()) ? 1 : MOST_AT_ONCE))
                .toList();
        handedOut.forEach(message ->
                tries.merge(message.number(), DeliveryAttempts.NONE.next(now), (old, first) -> old.next(now)));
        return handedOut;
    }

    private DeliveryAttempts tries(Message message) {
        return tries.getOrDefault(message.number(), DeliveryAttempts.NONE);
    }

    private List<Kept> kept() {
        try {
            return statements.select(
                    "SELECT " + MessageSchema.COLUMNS + ", expires FROM message ORDER BY seq",
                    row -> new Kept(
                            MessageSchema.message(row),
                            Optional.ofNullable(row.getObject(9, OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)));
        } catch (IllegalStateException e) {
            if (statements.isTroubleTold()) {
                return List.of();
            }
            throw e;
        }
    }

    private void giveUp(Message message) {
        LOG.error(
                "{}",
                new Problem(
                                AlertProblemCode.GIVEN_UP,
                                message.place(),
                                "a message could not be delivered for 7 days and is given up",
                                message.title(),
                                "bin/lamplighter alerts test says what is wrong with the place")
                        .line());
        remove(message);
    }

    /** Records that a message was delivered. */
    public synchronized void sent(Message message) {
        remove(message);
        troubled.remove(message.place());
    }

    private void remove(Message message) {
        statements.transaction(
                connection -> SqlExecutor.update(connection, "DELETE FROM message WHERE seq = ?", message.number()));
        tries.remove(message.number());
    }

    /** Records that an attempt failed: until one succeeds, the place is tried with one message at a time. */
    public synchronized void failed(Message message) {
        troubled.add(message.place());
    }

    /** The messages that are kept and were tried, the earliest first. */
    public synchronized List<Message> failing() {
        return tries.isEmpty()
                ? List.of()
                : kept().stream()
                        .map(Kept::message)
                        .filter(message -> tries(message).count() > 0)
                        .toList();
    }

    /** A message with the time after which nobody needs it. */
    private record Kept(Message message, Optional<Instant> until) {
        boolean isPast(Instant now) {
            return until.filter(end -> !end.isAfter(now)).isPresent();
        }
    }
}
