package dev.lamplighter.base.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.BrokenDatabase;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages are kept, and when each is handed out. */
final class MessageOutboxTest {
    private static final String ANN = "mail ann@example.org";
    private static final String HOOK = "webhook";

    private final StateDatabase database = StateDatabase.inMemory();
    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:30:00Z");
    private boolean passing = true;
    private final MessageOutbox outbox = new MessageOutbox(database.dataSource(), clock, () -> passing);

    @BeforeEach
    void tell() {
        outbox.follow(rules(ANN));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static MessageRules rules(String... places) {
        return new MessageRules(List.of(places), Set.of(Event.READY), null);
    }

    private static Event ready(String key, @Nullable Instant until) {
        return new Event(
                Event.READY, key, Map.of("WindowName", "sunday"), "sunday is ready", "It is ready.", "<p>", until);
    }

    private boolean publish(String key) {
        return outbox.publish(ready(key, null));
    }

    private List<String> pending() {
        return outbox.pending().stream().map(Message::place).toList();
    }

    @Test
    void anEventIsToldOncePerKeyToEachPlaceWithAllThatItSays() {
        outbox.follow(rules(ANN, HOOK));
        assertThat(publish("1")).isTrue();
        assertThat(publish("1")).isFalse();
        assertThat(publish("2")).isTrue();

        List<Message> pending = outbox.pending();
        assertThat(pending).extracting(Message::place).containsExactly(ANN, HOOK, ANN, HOOK);
        Message first = pending.get(0);
        assertThat(first)
                .isEqualTo(new Message(
                        first.number(),
                        ANN,
                        "ready",
                        Map.of("WindowName", "sunday"),
                        "sunday is ready",
                        "It is ready.",
                        "<p>",
                        clock.instant()));
        assertThat(pending).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void whatNobodyWantsIsNotKeptAndMayBeNewsLater() {
        outbox.follow(MessageRules.NONE);
        assertThat(publish("1")).isFalse();

        outbox.follow(rules(ANN));
        assertThat(publish("1")).isTrue();
    }

    @Test
    void anEventThatComesAgainAfterMoreThanItsKeyIsKeptIsToldAgain() {
        publish("1");
        clock.pass(Duration.ofDays(401));
        publish("2");

        assertThat(publish("1")).isTrue();
    }

    @Test
    void theKeyOfTheLastYearIsKept() {
        publish("1");
        clock.pass(Duration.ofDays(366));
        publish("2");

        assertThat(publish("1")).isFalse();
    }

    @Test
    void whatWasDeliveredIsGoneAndWhatWasNotComesAgainAfterAPauseThatGrows() {
        publish("1");
        publish("2");
        List<Message> first = outbox.pending();
        outbox.sent(first.get(0));
        publish("3");
        assertThat(outbox.failing()).as("not what was never tried").containsExactly(first.get(1));
        outbox.sent(outbox.pending().get(0));
        assertThat(pending()).as("at once").isEmpty();

        clock.pass(Duration.ofSeconds(10));
        assertThat(outbox.pending()).containsExactly(first.get(1));
        clock.pass(Duration.ofSeconds(19));
        assertThat(pending()).as("the pause is longer now").isEmpty();
        clock.pass(Duration.ofSeconds(1));
        List<Message> last = outbox.pending();
        assertThat(last).containsExactly(first.get(1));

        outbox.sent(last.get(0));
        assertThat(outbox.failing()).isEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(pending()).isEmpty();
    }

    @Test
    void whatWasTriedLeastOftenGoesFirst() {
        publish("1");
        List<Message> old = outbox.pending();
        publish("2");
        clock.pass(Duration.ofMinutes(1));

        List<Message> both = outbox.pending();

        assertThat(both).hasSize(2);
        assertThat(both.get(1)).isEqualTo(old.get(0));
    }

    @Test
    void aPlaceGetsTenAtOnceAndOneAtATimeWhileItFails() {
        outbox.follow(rules(ANN, HOOK));
        IntStream.range(0, 12).forEach(i -> publish("" + i));
        List<Message> first = outbox.pending();
        assertThat(first).filteredOn(message -> message.place().equals(ANN)).hasSize(10);
        assertThat(first).filteredOn(message -> message.place().equals(HOOK)).hasSize(10);
        first.stream().filter(message -> message.place().equals(HOOK)).forEach(outbox::sent);
        outbox.failed(first.get(0));

        clock.pass(Duration.ofMinutes(1));
        List<Message> second = outbox.pending();
        assertThat(second).extracting(Message::place).containsExactlyInAnyOrder(ANN, HOOK, HOOK);

        second.forEach(outbox::sent);
        clock.pass(Duration.ofMinutes(1));
        assertThat(pending()).as("it takes them again").hasSize(10);
    }

    @Test
    void whatIsNotWantedAnyMoreOrNotInTimeIsDropped() {
        publish("1");
        outbox.publish(ready("2", clock.instant().plusSeconds(60)));
        clock.pass(Duration.ofSeconds(60));
        assertThat(outbox.pending()).hasSize(1);

        outbox.follow(rules(HOOK));
        assertThat(pending()).isEmpty();
        outbox.follow(rules(ANN));
        clock.pass(Duration.ofHours(1));
        assertThat(pending()).isEmpty();
    }

    @Test
    void whatIsInTimeIsHandedOut() {
        outbox.publish(ready("1", clock.instant().plusSeconds(60)));
        clock.pass(Duration.ofSeconds(59));

        assertThat(pending()).hasSize(1);
    }

    @Test
    void itIsGivenUpAfterAWeekIfItWasTried() {
        publish("1");
        clock.pass(Duration.ofDays(8));
        assertThat(pending()).as("the service was off").hasSize(1);

        clock.pass(Duration.ofMinutes(1));
        assertThat(pending()).isEmpty();
        assertThat(outbox.failing()).isEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(pending()).isEmpty();
    }

    @Test
    void itIsTriedForAWholeWeek() {
        publish("1");
        for (int day = 0; day < 7; day++) {
            assertThat(pending()).as("day " + day).hasSize(1);
            clock.pass(Duration.ofDays(1));
        }
        assertThat(pending()).hasSize(1);
    }

    @Test
    void aCopyThatDoesNotDeliverAtPresentHandsNothingOut() {
        publish("1");
        passing = false;
        assertThat(pending()).isEmpty();
        assertThat(outbox.wants(Set.of(Event.READY))).isFalse();

        passing = true;
        assertThat(outbox.wants(Set.of(Event.READY))).isTrue();
        assertThat(outbox.wants(Set.of(Event.OVER))).isFalse();
        assertThat(pending()).hasSize(1);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsPendingAndAStatementThatIsWrongIsThrown() {
        SQLException full = new SQLException("failed", new IOException("No space left on device"));

        assertThat(pending(BrokenDatabase.with(full))).isEmpty();
        assertThatThrownBy(() -> pending(BrokenDatabase.with(new SQLException("odd"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private List<Message> pending(DataSource broken) {
        MessageOutbox away = new MessageOutbox(broken, clock, () -> true);
        away.follow(rules(ANN));
        return away.pending();
    }

    @Test
    void sinceIsWhenItWasAskedForFirst() {
        Instant first = clock.instant();
        assertThat(outbox.since("windows")).isEqualTo(first);
        clock.pass(Duration.ofDays(500));
        publish("1");

        assertThat(outbox.since("windows")).isEqualTo(first);
        assertThat(outbox.since("instances")).isEqualTo(clock.instant());
    }

    @Test
    void theTablesAreMadeWhereSomebodyIsToldSomething() throws Exception {
        try (StateDatabase empty = StateDatabase.inMemory()) {
            MessageOutbox quiet = new MessageOutbox(empty.dataSource(), clock, () -> true);
            quiet.prepare();
            assertThat(tables(empty)).isEmpty();
            quiet.follow(rules(ANN));
            quiet.prepare();
            assertThat(tables(empty)).containsExactlyInAnyOrder("MESSAGE", "MESSAGE_KEY");
        }
        try (StateDatabase empty = StateDatabase.inMemory()) {
            new MessageOutbox(empty.dataSource(), clock, () -> true).makeTables();
            assertThat(tables(empty)).contains("MESSAGE");
        }
    }

    private static List<String> tables(StateDatabase database) throws Exception {
        List<String> names = new ArrayList<>();
        try (var connection = database.dataSource().getConnection();
                var rows = connection.getMetaData().getTables(null, "PUBLIC", "MESSAGE%", null)) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        return names;
    }
}
