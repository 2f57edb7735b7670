package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.message.Message;
import dev.lamplighter.base.message.MessageOutbox;
import dev.lamplighter.base.message.MessageRules;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator's route is told of months that show another version. */
final class MonthNoticesTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final MessageOutbox messages = new MessageOutbox(database.dataSource(), at.clock, () -> true);

    @AfterEach
    void close() {
        database.close();
    }

    private List<Message> told() {
        new MonthNotices(at.ledger(), messages).look();
        List<Message> told = messages.pending();
        told.forEach(messages::sent);
        return told;
    }

    private void deliver(String assembly, String cost) throws IOException {
        at.deliver("hourly", "2026-10", assembly, cost);
        assertThat(at.poll()).isEmpty();
    }

    @Test
    void eachChangeIsToldOnceAlsoByHandAndNoneFromBefore() throws IOException {
        deliver("a0", "11");
        messages.follow(new MessageRules(List.of(), Set.of(), null, Set.of("month-published")));
        assertThat(told()).as("from before").isEmpty();

        deliver("a1", "10");
        List<Message> first = told();
        deliver("a2", "7.5");
        List<Message> second = told();
        at.desk().rollback("", "2026-10", "");
        List<Message> back = told();

        assertThat(told()).as("again").isEmpty();
        assertThat(first)
                .singleElement()
                .satisfies(message -> assertThat(message.place()).isEqualTo("route month-published"));
        assertThat(second).singleElement().satisfies(message -> {
            assertThat(message.text()).contains("2026-10 published: 1 rows in = rows out, cost 7.5 exact");
            assertThat(message.fields())
                    .containsEntry("MonthReport", "hourly")
                    .containsEntry("Month", "2026-10")
                    .containsEntry("MonthAssembly", "a2")
                    .containsEntry("MonthAssemblyBefore", "a1")
                    .containsEntry("MonthCost", "7.5");
        });
        assertThat(back)
                .singleElement()
                .satisfies(message -> assertThat(message.fields()).containsEntry("MonthAssembly", "a1"));
    }
}
