package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ledger of report versions is gone, buckets and tables are as they were. */
final class LostLedgerTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyMonthIsFoundAgainAndShowsWhatItShowed() throws Exception {
        at.deliver("hourly", "2026-08", "a1", "1");
        at.deliver("hourly", "2026-09", "b1", "2");
        at.poll();
        at.deliver("hourly", "2026-09", "b2", "2", "0.5");
        at.deliver("hourly", "2026-10", "c1", "3");
        assertThat(at.poll()).isEmpty();
        Map<String, String> shown = Map.copyOf(at.athena.partitions());
        assertThat(shown).hasSize(3);

        lose();
        pollAFewTimes();

        assertThat(at.ledger().published())
                .extracting(entry -> entry.month() + " " + entry.assemblyId())
                .containsExactly("2026-08 a1", "2026-09 b2", "2026-10 c1");
        assertThat(at.athena.partitions().keySet()).isEqualTo(shown.keySet());
        at.athena
                .partitions()
                .forEach((month, folder) ->
                        assertThat(at.tableKeys()).as(month).anyMatch(key -> ("s3://lake/" + key).startsWith(folder)));
    }

    private void pollAFewTimes() throws IOException {
        for (int poll = 0; poll < 4; poll++) {
            assertThat(at.poll()).isEmpty();
        }
    }

    private void lose() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
        at.restart();
    }
}
