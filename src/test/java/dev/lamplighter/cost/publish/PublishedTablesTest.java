package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.lease.DatabaseLease;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.ledger.ReportLedger;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which table is asked by each of two copies on one ledger. */
final class PublishedTablesTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final SimulatedClock clock = new SimulatedClock("2026-10-05T00:00:00Z");
    private final StateDatabase database = StateDatabase.inMemory();
    private final Lease one = lease("one");
    private final Lease two = lease("two");

    private Lease lease(String self) {
        return new DatabaseLease(database.dataSource(), Lease.COSTS, self, LENGTH, clock::nanoTime);
    }

    private PublishedTables tables(Lease lease) {
        CostPublishSettings settings = new PublishingFixture(database.dataSource(), "hourly").settings;
        return new PublishedTables(
                settings, new ReportLedger(database.dataSource(), clock, lease), new PublishingRoutes(settings));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCopyThatTakesOverAsksTheTableThatTheOtherHasSwitchedTo() {
        one.renew();
        PublishedTables first = tables(one);
        two.renew();
        PublishedTables second = tables(two);

        first.remake("costs_again", Set.of());
        first.ask();
        assertThat(first.settings().tableName()).isEqualTo("costs_again");
        one.release();
        two.renew();

        assertThat(second.settings().tableName()).isEqualTo("costs_again");
        assertThat(second.unlikeSetting())
                .hasValueSatisfying(problem -> assertThat(problem.why()).contains("costs remake has switched to it"));

        second.remake("costs", Set.of());
        two.release();
        one.renew();

        assertThat(first.remade()).map(table -> table.settings().tableName()).contains("costs");
    }
}
