package dev.lamplighter.base.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.base.BrokenDatabase;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.Message;
import dev.lamplighter.base.message.MessageRules;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.management.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is raised, and which notices of it are passed on when. */
final class AlertOutboxTest {
    private static final AlertKey PLACE = new AlertKey("costs", "hourly", "2026-10");
    private static final ProblemCode CODE = CostProblemCode.BELOW_THRESHOLD;

    private final StateDatabase database = StateDatabase.inMemory();
    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:30:00.123456Z");
    private final AlertOutbox outbox = new AlertOutbox(database.dataSource(), clock);
    private final List<AlertStateChange> heard = new ArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private static Problem problem(ProblemCode code, String why) {
        return new Problem(code, "hourly", "is late", why, "wait");
    }

    private void raise(AlertKey place, String why) {
        outbox.raise(place, AlertSeverity.WARN, problem(CODE, why));
    }

    private static List<String> states(List<AlertStateChange> notices) {
        return notices.stream()
                .map(notice -> notice.state() + " " + notice.alert().severity())
                .toList();
    }

    @Test
    void theSameProblemIsOneAlertWithItsLatestWordsAndOneNotice() {
        raise(PLACE, "an hour");
        clock.pass(Duration.ofHours(1));
        raise(PLACE, "two hours");

        assertThat(outbox.raised("costs")).singleElement().satisfies(alert -> {
            assertThat(alert.place()).isEqualTo(PLACE);
            assertThat(alert.text()).isEqualTo(problem(CODE, "two hours").line());
            assertThat(alert.since()).isEqualTo(Instant.parse("2026-11-22T14:30:00.123Z"));
            assertThat(alert.is(CODE)).isTrue();
            assertThat(alert.is(CostProblemCode.ABOVE_THRESHOLD, CODE)).isTrue();
            assertThat(alert.is(CostProblemCode.ABOVE_THRESHOLD)).isFalse();
        });
        assertThat(outbox.raised("windows")).isEmpty();
        assertThat(states(outbox.pending())).containsExactly("RAISED WARN");
    }

    @Test
    void anotherSeverityOrCodeIsAnotherAlertAndTheOneBeforeIsOver() {
        outbox.listen(heard::add);
        raise(PLACE, "an hour");
        outbox.raise(PLACE, AlertSeverity.ERROR, problem(CODE, "a day"));
        outbox.raise(PLACE, AlertSeverity.ERROR, problem(CostProblemCode.ABOVE_THRESHOLD, "a day"));

        assertThat(states(outbox.pending()))
                .containsExactly("RAISED WARN", "CLEARED WARN", "RAISED ERROR", "CLEARED ERROR", "RAISED ERROR");
        assertThat(states(heard))
                .containsExactly("RAISED WARN", "CLEARED WARN", "RAISED ERROR", "CLEARED ERROR", "RAISED ERROR");
        assertThat(heard).extracting(AlertStateChange::number).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(outbox.raised()).hasSize(1);
    }

    @Test
    void whatIsClearedIsOverOnce() {
        outbox.listen(heard::add);
        outbox.clear(PLACE);
        raise(PLACE, "an hour");
        outbox.clear(PLACE);
        outbox.clear(PLACE);

        assertThat(outbox.raised()).isEmpty();
        assertThat(states(heard)).containsExactly("RAISED WARN", "CLEARED WARN");
    }

    /** Keys of objects in S3 are longer than the columns. */
    @Test
    void anAlertAboutAPlaceWithALongNameIsRaisedOnceAndClearedToo() {
        AlertKey place = new AlertKey("costs", "r".repeat(300), "k".repeat(1024));
        raise(place, "an hour");
        raise(place, "two hours");

        assertThat(outbox.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.text())
                        .isEqualTo(problem(CODE, "two hours").line()));
        assertThat(states(outbox.pending())).containsExactly("RAISED WARN");
        outbox.clear(place);
        assertThat(outbox.raised()).isEmpty();
    }

    @Test
    void theFieldsOfANoticeHaveNoLineBreaks() {
        raise(new AlertKey("costs", "hourly\r\nBcc: ann", "2026-10"), "an hour");

        assertThat(outbox.pending().get(0).fields()).containsEntry("AlertSubject", "hourly Bcc: ann");
    }

    @Test
    void aNoticeComesAgainAfterAPauseUntilItWasPassedOn() {
        raise(PLACE, "an hour");
        List<AlertStateChange> first = outbox.pending();
        assertThat(outbox.pending()).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        assertThat(outbox.pending()).isEqualTo(first);
        clock.pass(Duration.ofSeconds(10));
        assertThat(outbox.pending()).as("the pause is longer now").isEmpty();
        clock.pass(Duration.ofSeconds(10));
        assertThat(outbox.pending()).isEqualTo(first);

        outbox.sent(first.get(0));
        clock.pass(Duration.ofDays(1));
        assertThat(outbox.pending()).isEmpty();
    }

    @Test
    void fiftyArePassedOnAtOnceTheEarliestFirst() {
        IntStream.range(0, 60).forEach(i -> raise(new AlertKey("costs", "hourly", "" + i), "an hour"));

        List<AlertStateChange> first = outbox.pending();
        assertThat(first)
                .extracting(AlertStateChange::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
        assertThat(outbox.pending()).hasSize(10);
    }

    @Test
    void aCopyThatDoesNotPassOnHasNothingPending() {
        raise(PLACE, "an hour");

        assertThat(new AlertOutbox(database.dataSource(), clock, () -> false).pending())
                .isEmpty();
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsPendingAndAStatementThatIsWrongIsThrown() {
        SQLException full = new SQLException("failed", new IOException("No space left on device"));

        assertThat(new AlertOutbox(BrokenDatabase.with(full), clock).pending()).isEmpty();
        assertThatThrownBy(() -> new AlertOutbox(BrokenDatabase.with(new SQLException("odd")), clock).pending())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void peopleAreToldInTheSameTransaction() {
        outbox.messages().follow(new MessageRules(List.of("mail ann@example.org"), Set.of(Event.ALERTS), null));
        raise(PLACE, "an hour");
        outbox.clear(PLACE);

        assertThat(outbox.messages().pending())
                .extracting(Message::title, Message::text)
                .containsExactly(
                        tuple("WARN " + CODE.text() + " hourly", line("an hour")),
                        tuple("over: " + CODE.text() + " hourly", "This is over: " + line("an hour")));
    }

    @Test
    void aServiceThatTellsPeopleSinceItsStartTellsThemOfTheEndOfAnEarlierAlert() {
        raise(PLACE, "an hour");
        AlertOutbox next = new AlertOutbox(database.dataSource(), clock);
        next.messages().follow(new MessageRules(List.of("mail ann@example.org"), Set.of(Event.ALERTS), null));

        next.clear(PLACE);

        assertThat(next.messages().pending()).hasSize(1);
    }

    @Test
    void theTablesOfAlertsAndMessagesAreMadeWhenThatIsAskedFor() throws SQLException {
        outbox.makeTables();

        try (Connection connection = database.dataSource().getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
            List<String> names = new ArrayList<>();
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
            assertThat(names).contains("ALERT_RAISED", "ALERT_NOTICE", "MESSAGE");
        }
    }

    private static String line(String why) {
        return problem(CODE, why).line();
    }

    @Test
    void jmxTellsOfItsOwnArea() {
        List<Notification> notifications = new ArrayList<>();
        Broadcaster costs = new Broadcaster(outbox);
        costs.addNotificationListener((notification, none) -> notifications.add(notification), null, null);
        costs.begin();

        raise(new AlertKey("windows", "sunday", "i-1"), "an hour");
        raise(PLACE, "an hour");
        outbox.clear(PLACE);

        assertThat(notifications)
                .extracting(Notification::getType)
                .containsExactly("dev.lamplighter.alert.raised", "dev.lamplighter.alert.cleared");
        Notification raised = notifications.get(0);
        assertThat(raised.getSource()).isEqualTo("costs");
        assertThat(raised.getSequenceNumber()).isEqualTo(2);
        assertThat(raised.getTimeStamp()).isEqualTo(clock.instant().toEpochMilli());
        assertThat(raised.getMessage()).isEqualTo(problem(CODE, "an hour").line());
        assertThat(raised.getUserData()).asString().contains("AlertSubject=hourly");
    }

    private static final class Broadcaster extends AlertNotificationBroadcaster {
        private Broadcaster(AlertOutbox outbox) {
            super(outbox, "costs");
        }

        private void begin() {
            emit("costs");
        }
    }
}
