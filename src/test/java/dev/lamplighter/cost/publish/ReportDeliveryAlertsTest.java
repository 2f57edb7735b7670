package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertStateChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of months, once when it begins and once when it is over. */
final class ReportDeliveryAlertsTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final AlertOutbox outbox = new AlertOutbox(database.dataSource(), at.clock);
    private ReportDeliveryAlerts alerts = alerts();

    @AfterEach
    void close() {
        database.close();
    }

    private ReportDeliveryAlerts alerts() {
        return new ReportDeliveryAlerts(at.ledger(), Set.of("hourly"), outbox, at.clock, Duration.ofDays(2));
    }

    private void poll() throws IOException {
        at.poll();
        alerts.look();
    }

    private void deliver(String assembly, String... costs) throws IOException {
        at.deliver("hourly", "2026-10", assembly, costs);
        poll();
    }

    private List<String> raised() {
        return outbox.raised("costs").stream().map(Alert::text).toList();
    }

    /** What is told since the last time, as {@code RAISED COST-132}. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (AlertStateChange notice : outbox.pending()) {
            told.add(notice.state() + " " + notice.alert().code());
            outbox.sent(notice);
        }
        return told;
    }

    @Test
    void aQuietMonthTellsNothing() throws IOException {
        deliver("a1", "1 USD -");
        deliver("a2", "2 USD 1");
        deliver("a3", "2 USD 1");

        assertThat(told()).isEmpty();
    }

    @Test
    void aDeliveryThatWasSetAsideIsToldUntilAGoodOneIsShown() throws IOException {
        deliver("a1", "many");
        assertThat(told()).containsExactly("RAISED COST-132");
        assertThat(raised()).singleElement().asString().contains("report hourly, 2026-10", "COST-002", "hourly-00001");

        alerts = alerts();
        poll();
        deliver("a2", "more");
        assertThat(told()).as("after a restart, and of the next bad delivery").isEmpty();

        deliver("a3", "1");
        assertThat(told()).containsExactly("CLEARED COST-132");
    }

    @Test
    void aMissingFileIsToldAfterItWasWaitedForAndNotBefore() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        String data = "cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz";
        at.source.delete(data);
        for (int round = 0; round < 5; round++) {
            poll();
            at.clock.pass(Duration.ofMinutes(45));
        }
        assertThat(told()).isEmpty();
        poll();
        assertThat(told()).containsExactly("RAISED COST-106");
        assertThat(raised()).singleElement().asString().contains(data);

        at.source.put(data, "1");
        at.clock.pass(Duration.ofHours(2));
        poll();
        assertThat(told()).containsExactly("CLEARED COST-106");
    }

    @Test
    void everyChangeOfAFinalMonthIsToldWithItsDifferenceForAWeek() throws IOException {
        deliver("a1", "100 USD 1");
        deliver("a2", "87.66 USD 1");
        assertThat(told()).containsExactly("RAISED COST-133");
        assertThat(raised())
                .singleElement()
                .asString()
                .contains("2026-10 changed by -12.34 USD because of assembly a2,"
                        + " which reopens the month: assembly a1 was final");

        deliver("a3", "80 USD 1");
        assertThat(told()).containsExactlyInAnyOrder("RAISED COST-133", "CLEARED COST-133");
        assertThat(raised()).singleElement().asString().contains("changed by -7.66 USD because of assembly a3");

        at.clock.pass(Duration.ofDays(1));
        deliver("a4", "80 USD 1");
        assertThat(raised()).as("a delivery that changes nothing is no news").noneMatch(line -> line.contains("a4"));
        at.clock.pass(Duration.ofDays(7));
        alerts.look();
        assertThat(raised()).noneMatch(line -> line.contains("COST-133"));
    }

    @Test
    void aFinalMonthThatIsShownAgainByHandIsNoNewsAnyLonger() throws IOException {
        deliver("a1", "100 USD 1");
        deliver("a2", "87.66 USD 1");
        at.desk().rollback("", "2026-10", "");
        alerts.look();

        assertThat(told()).containsExactly("RAISED COST-133", "CLEARED COST-133");
    }

    @Test
    void aReportThatIsNotDeliveredIsOverdueUntilItIs() throws IOException {
        at.clock.pass(Duration.ofHours(49));
        alerts.look();
        assertThat(told()).as("nothing was ever delivered").containsExactly("RAISED COST-134");

        deliver("a1", "1");
        assertThat(told()).containsExactly("CLEARED COST-134");
        at.clock.pass(Duration.ofHours(47));
        alerts.look();
        assertThat(told()).isEmpty();
        at.clock.pass(Duration.ofHours(2));
        alerts.look();
        assertThat(told()).containsExactly("RAISED COST-134");
        assertThat(raised()).singleElement().asString().contains("no delivery since 2026-10-07T01:00:00Z");
    }

    @Test
    void nothingIsOverdueWhereNobodyWantsToKnow() {
        at.clock.pass(Duration.ofDays(99));
        new ReportDeliveryAlerts(at.ledger(), Set.of("hourly"), outbox, at.clock, Duration.ZERO).look();

        assertThat(told()).isEmpty();
    }
}
