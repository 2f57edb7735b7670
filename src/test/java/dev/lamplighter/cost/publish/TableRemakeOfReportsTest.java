package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two reports in one service, each with a table of its own and two rows that cost 3, made again together in other tables. */
final class TableRemakeOfReportsTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly", "team-daily");

    @BeforeEach
    void publishBoth() throws IOException {
        at.athena.answer("SELECT COUNT(*)", "2", "3");
        at.deliver("hourly", "2026-09", "s1", "1", "2");
        at.deliver("hourly", "2026-10", "a1", "2", "1");
        at.deliver("team-daily", "2026-10", "d1", "1.5", "1.5");
        assertThat(at.poll()).isEmpty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<String> tables(PublishingFixture at) {
        return List.of(
                at.views().settings().table("hourly"), at.views().settings().table("team-daily"));
    }

    private static List<String> shown(PublishingFixture at) {
        return at.ledger().published().stream()
                .map(TableRemakeOfReportsTest::shown)
                .sorted()
                .toList();
    }

    private static String shown(ReportLedgerEntry month) {
        return month.version().reportName() + " " + month.month() + " " + month.assemblyId() + " "
                + month.converted().outputs().get(0).replaceFirst("lamplighter/([^/]*)/.*", "$1");
    }

    @Test
    void areSwitchedTogetherToTablesOfTheirOwn() throws IOException {
        assertThat(at.desk().remake("other", ""))
                .contains(
                        "    2026-09  hourly  is to be made",
                        "    2026-10  hourly  is to be made",
                        "    2026-10  team-daily  is to be made");

        at.remake();

        assertThat(tables(at)).containsExactly("other_hourly", "other_team_daily");
        assertThat(shown(at))
                .containsExactly(
                        "hourly 2026-09 s1 other_hourly",
                        "hourly 2026-10 a1 other_hourly",
                        "team-daily 2026-10 d1 other_team_daily");
        assertThat(at.athena.partitions())
                .containsOnlyKeys(
                        "costs_hourly 2026-09",
                        "costs_hourly 2026-10",
                        "costs_team_daily 2026-10",
                        "other_hourly 2026-09",
                        "other_hourly 2026-10",
                        "other_team_daily 2026-10");
        assertThat(at.athena.statements())
                .anyMatch(sql -> sql.startsWith("CREATE OR REPLACE VIEW \"other_hourly_costs\""))
                .anyMatch(sql -> sql.startsWith("CREATE OR REPLACE VIEW \"other_team_daily_costs\""));
        assertThat(at.desk().report())
                .anyMatch(line -> line.contains("write cost.athena.table=other"))
                .anyMatch(line ->
                        line.contains("DROP TABLE costs_hourly;") && line.contains("DROP TABLE costs_team_daily;"));
        assertThat(at.desk().verify("")).hasSize(3).allMatch(line -> line.contains("verified"));
        assertThat(at.poll()).isEmpty();
        assertThat(at.converter.conversions()).isEqualTo(6);
    }

    @Test
    void areAllAskedWhereTheyWereWhileAMonthOfOneIsMissing() throws IOException {
        at.source.keys().stream()
                .filter(key -> key.contains("team-daily/2026"))
                .toList()
                .forEach(at.source::delete);
        at.desk().remake("other", "");
        at.remake();

        assertThat(tables(at)).containsExactly("costs_hourly", "costs_team_daily");
        assertThat(at.desk().remake("", ""))
                .contains("    2026-09  hourly  made, rows and sums equal")
                .anyMatch(line -> line.startsWith("    2026-10  team-daily  waits, AWS's files are gone"));

        at.deliver("team-daily", "2026-10", "d2", "2.5", "0.5");
        assertThat(at.poll()).isEmpty();
        assertThat(shown(at)).contains("team-daily 2026-10 d2 costs_team_daily");
        at.remake();

        assertThat(tables(at)).containsExactly("other_hourly", "other_team_daily");
        assertThat(shown(at)).hasSize(3).contains("team-daily 2026-10 d2 other_team_daily");
        assertThat(at.converter.conversions()).as("d2 in both tables").isEqualTo(7);
    }

    @Test
    void areAllAskedWhereTheyWereWhileTheSumsOfOneDiffer() throws IOException {
        at.desk().remake("other", "");
        at.athena.answerBy(sql -> sql.startsWith("SELECT COUNT(*)") && sql.contains("other_team_daily")
                ? List.<String[]>of(new String[] {"2", "9"})
                : List.of());
        assertThatThrownBy(at::remake).hasMessageContaining("COST-113");
        assertThat(tables(at)).containsExactly("costs_hourly", "costs_team_daily");

        at.athena.answerBy(sql -> List.of());
        at.clock.pass(PublishingFixture.POLL);
        at.remake();
        assertThat(tables(at)).containsExactly("other_hourly", "other_team_daily");
    }

    @Test
    void goBackTogetherAndStartUnderEitherSetting() throws IOException {
        at.desk().remake("other", "");
        at.remake();
        at.restart();
        assertThat(tables(at)).containsExactly("other_hourly", "other_team_daily");
        assertThat(shown(at)).hasSize(3).allMatch(month -> month.contains(" other_"));

        PublishingFixture caughtUp = new PublishingFixture(
                database.dataSource(),
                new PublishingFixture.Outside(at.source, at.target, always -> at.converter),
                at.athena,
                Map.of("hourly", "other_hourly", "team-daily", "other_team_daily"));
        assertThat(shown(caughtUp)).hasSize(3).allMatch(month -> month.contains(" other_"));
        assertThat(caughtUp.desk().report()).noneMatch(line -> line.contains("cost.athena.table"));

        caughtUp.desk().remake("costs", "");
        caughtUp.remake();
        assertThat(tables(caughtUp)).containsExactly("costs_hourly", "costs_team_daily");
        assertThat(shown(caughtUp)).hasSize(3).allMatch(month -> month.contains(" costs_"));
        assertThat(at.converter.conversions()).isEqualTo(6);
    }
}
