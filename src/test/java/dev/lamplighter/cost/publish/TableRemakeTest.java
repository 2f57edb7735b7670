package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.query.LogLines;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two months in the table "costs", each with two rows that cost 3, made again in "costs_double". */
final class TableRemakeTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @BeforeEach
    void publishTwoMonths() throws IOException {
        at.athena.answer("SELECT COUNT(*)", "2", "3");
        at.deliver("hourly", "2026-09", "s1", "1", "2");
        at.deliver("hourly", "2026-10", "a1", "2", "1");
        assertThat(at.poll()).isEmpty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The process starts again with this value of cost.athena.table. */
    private PublishingFixture startedWith(String table) {
        return new PublishingFixture(
                database.dataSource(),
                new PublishingFixture.Outside(at.source, at.target, always -> at.converter),
                at.athena,
                Map.of("hourly", table));
    }

    private static String asked(PublishingFixture at) {
        return at.views().settings().table("hourly");
    }

    private static List<String> shown(PublishingFixture at) {
        return at.ledger().published().stream()
                .map(month -> month.month() + " " + month.assemblyId() + " "
                        + month.converted().outputs().get(0).replaceFirst("lamplighter/([^/]*)/.*", "$1"))
                .toList();
    }

    @Test
    void allMonthsAreMadeBesideTheTableThatIsAskedUntilTheNewOneIsAsked() throws IOException {
        assertThat(at.desk().remake("costs_double", ""))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("table costs_double is made since")
                                .contains("0 months are there, 2 are in costs"),
                        line -> assertThat(line).isEqualTo("    2026-09  hourly  is to be made"),
                        line -> assertThat(line).isEqualTo("    2026-10  hourly  is to be made"));
        assertThat(asked(at)).isEqualTo("costs");
        assertThat(at.desk().report()).anyMatch(line -> line.contains("costs_double is made since"));

        String change = String.valueOf(at.ledger().published().get(0).change());
        at.remake();

        assertThat(asked(at)).isEqualTo("costs_double");
        assertThat(shown(at)).containsExactly("2026-09 s1 costs_double", "2026-10 a1 costs_double");
        assertThat(at.ledger().published().get(0).change())
                .as("what was told of the month stays told")
                .hasToString(change);
        assertThat(at.athena.partitions())
                .containsOnlyKeys("costs 2026-09", "costs 2026-10", "costs_double 2026-09", "costs_double 2026-10");
        assertThat(at.tableKeys()).hasSize(4);
        assertThat(at.desk().verify("")).hasSize(2).allMatch(line -> line.contains("verified"));
        assertThat(at.desk().report())
                .anyMatch(line -> line.contains("table costs_double is asked since")
                        && line.contains("write cost.athena.table=costs_double"))
                .anyMatch(line -> line.contains("DROP TABLE costs;") && line.contains("lamplighter/costs/"));
        assertThat(at.poll()).isEmpty();
        assertThat(at.converter.conversions()).isEqualTo(4);
    }

    @Test
    void theTableThatWasMadeIsAskedAfterAStartUnderTheOldSettingUntilTheSettingIsChanged() throws IOException {
        at.desk().remake("costs_double", "");
        at.remake();

        at.restart();
        assertThat(asked(at)).isEqualTo("costs_double");
        assertThat(shown(at)).hasSize(2).allMatch(month -> month.endsWith("costs_double"));
        PublishedTables tables = new PublishedTables(at.settings, at.ledger(), new PublishingRoutes(at.settings));
        assertThat(tables.unlikeSetting().orElseThrow().line())
                .startsWith("COST-161  cost.athena.table")
                .contains("\"costs\" is set, costs_double is asked", "write cost.athena.table=costs_double");

        PublishingFixture caughtUp = startedWith("costs_double");
        assertThat(asked(caughtUp)).isEqualTo("costs_double");
        assertThat(caughtUp.desk().report()).noneMatch(line -> line.contains("cost.athena.table"));
        assertThat(caughtUp.poll()).isEmpty();

        PublishingFixture chosen = startedWith("costs");
        assertThat(asked(chosen)).as("by a setting that was changed since").isEqualTo("costs");
        assertThat(shown(chosen)).containsExactly("2026-09 s1 costs", "2026-10 a1 costs");
        assertThat(at.converter.conversions()).isEqualTo(4);
    }

    @Test
    void aRemakeOfTheTableBeforeGoesBackWithoutConvertingWhatIsThere() throws IOException {
        at.desk().remake("costs_double", "");
        at.remake();
        at.deliver("hourly", "2026-10", "a2", "1.5", "1.5");
        assertThat(at.poll()).isEmpty();

        at.desk().remake("costs", "");
        at.remake();

        assertThat(asked(at)).isEqualTo("costs");
        assertThat(shown(at)).containsExactly("2026-09 s1 costs", "2026-10 a2 costs");
        assertThat(at.converter.conversions()).as("a2 in both tables").isEqualTo(6);
        assertThat(at.desk().report()).noneMatch(line -> line.contains("cost.athena.table"));
        assertThat(at.desk().verify("")).hasSize(2).allMatch(line -> line.contains("verified"));
    }

    @Test
    void aMonthThatIsDeliveredMeanwhileIsPublishedWhereItIsAskedAndMadeAgainBeforeTheSwitch() throws IOException {
        at.desk().remake("costs_double", "");
        at.athena.answer("SELECT COUNT(*)", "2", "0"); // so that it isn't switched yet
        assertThatThrownBy(at::remake).hasMessageContaining("COST-113");
        at.deliver("hourly", "2026-10", "a2", "0", "3");
        at.remake();
        assertThat(at.desk().remake("", ""))
                .contains("    2026-10  hourly  waits, its latest version is published first where it is asked");

        assertThat(at.poll()).isEmpty();
        assertThat(asked(at)).isEqualTo("costs");
        assertThat(shown(at)).containsExactly("2026-09 s1 costs", "2026-10 a2 costs");

        at.athena.answer("SELECT COUNT(*)", "2", "3");
        at.remake();
        assertThat(shown(at)).containsExactly("2026-09 s1 costs_double", "2026-10 a2 costs_double");
        at.clock.pass(Duration.ofDays(9));
        assertThat(at.poll()).isEmpty();
        assertThat(at.tableKeys()).as("those of before stay").anyMatch(key -> key.contains("/costs/"));
    }

    @Test
    void aVersionThatTheTableBeforeCouldntHoldIsMadeInTheNewOne() throws IOException {
        at.converter.failWith(new ProblemException(
                new Problem(CostProblemCode.BAD_NUMBER, "file", "3.7600000000000007", "16 decimals", "another table")));
        at.deliver("hourly", "2026-11", "n1", "1", "2");
        assertThat(at.poll()).singleElement().asString().startsWith("COST-016");
        at.converter.failWith(null);

        at.desk().remake("costs_double", "");
        at.remake();

        assertThat(shown(at)).hasSize(3).contains("2026-11 n1 costs_double");
        assertThat(at.ledger().published().get(2).change()).isNotNull();
    }

    @Test
    void aMonthThatCantBeMadeAgainIsToldAndMayBeLeft() throws IOException {
        at.source.keys().stream().filter(key -> key.contains("20260901")).forEach(at.source::delete);
        at.desk().remake("costs_double", "");
        try (LogLines log = LogLines.of(TableRemake.class)) {
            at.remake();
            at.remake();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("COST-162  costs remake, table costs_double")
                    .contains("2026-09 of report hourly: AWS's files are gone");
        }
        assertThat(asked(at)).isEqualTo("costs");

        assertThat(at.desk().remake("costs_double", "2026-09")).anyMatch(line -> line.contains("left: 2026-09"));
        at.remake();
        assertThat(shown(at)).containsExactly("2026-10 a1 costs_double");
        assertThat(at.athena.partitions()).containsKey("costs 2026-09");
    }

    @Test
    void aMonthThatWasTakenBackByHandWaits() throws IOException {
        at.deliver("hourly", "2026-10", "a2", "4");
        assertThat(at.poll()).isEmpty();
        at.desk().rollback("", "2026-10", "");
        at.desk().remake("costs_double", "");
        at.remake();

        assertThat(asked(at)).isEqualTo("costs");
        assertThat(at.desk().remake("", ""))
                .anyMatch(line -> line.contains("costs publish 2026-10 shows that, --leave 2026-10"));
    }

    @Test
    void aMonthWithOtherSumsIsNeverSwitchedTo() throws IOException {
        at.desk().remake("costs_double", "");
        at.source.put("cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz", "2\n7"); // under the same manifest
        at.athena.answer("SELECT COUNT(*)", "2", "9");
        at.remake();

        assertThat(asked(at)).isEqualTo("costs");
        assertThat(at.desk().remake("", ""))
                .anyMatch(line -> line.contains(PlainConverter.COST + " = 9 there, 3 where it is asked"));
    }

    @Test
    void whatWasMadeBeforeAStopCountsWhenItGoesOn() throws IOException {
        at.desk().remake("costs_double", "");
        at.athena.answer("SELECT COUNT(*)", "2", "0");
        assertThatThrownBy(at::remake).hasMessageContaining("COST-113");

        assertThat(at.desk().remakeStop()).singleElement().asString().contains("costs_double is made no further");
        at.remake();
        assertThat(at.desk().remakeStop()).containsExactly("no table is made again");
        assertThat(at.desk().remake("", "")).containsExactly("table costs is asked; no other is made");
        assertThat(shown(at)).containsExactly("2026-09 s1 costs", "2026-10 a1 costs");

        at.athena.answer("SELECT COUNT(*)", "2", "3");
        at.restart();
        at.desk().remake("costs_double", "");
        at.remake();
        assertThat(asked(at)).isEqualTo("costs_double");
        assertThat(at.converter.conversions()).isEqualTo(4);
    }

    @Test
    void aSettingThatNamesTheNewTableMeanwhileWinsWithWhatWasMade() throws IOException {
        at.desk().remake("costs_double", "");
        at.athena.answer("SELECT COUNT(*)", "2", "0");
        assertThatThrownBy(at::remake).hasMessageContaining("COST-113");

        PublishingFixture byHand = startedWith("costs_double");

        assertThat(asked(byHand)).isEqualTo("costs_double");
        assertThat(shown(byHand)).hasSize(2).allMatch(month -> month.endsWith("costs_double"));
        assertThat(byHand.desk().remake("", "")).singleElement().asString().contains("no other is made");
        assertThat(byHand.poll()).isEmpty();
        assertThat(at.converter.conversions()).isEqualTo(4);
    }

    @Test
    void tablesWhoseNamesAreTakenAreRefused() {
        for (String name : List.of("costs", "costs_costs", "costs_text", "answers", "Costs", "x; DROP")) {
            assertThatThrownBy(() -> at.desk().remake(name, "")).as(name).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> at.desk().remake("other", "2026")).hasMessageContaining("months are YYYY-MM");
    }

    @Test
    void aLedgerOfAnEarlierVersionIsOpened() throws SQLException, IOException {
        try (StateDatabase earlier = StateDatabase.inMemory()) {
            PublishingFixture first = new PublishingFixture(earlier.dataSource(), "hourly");
            first.athena.answer("SELECT COUNT(*)", "2", "3");
            first.deliver("hourly", "2026-09", "s1", "1", "2");
            first.poll();
            try (Connection connection = earlier.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE cost_version_remade");
                statement.execute("DROP TABLE cost_table_choice");
                statement.execute("DROP TABLE cost_version_elsewhere");
                statement.execute("ALTER TABLE cost_version DROP COLUMN month_change");
            }
            first.restart();
            assertThat(shown(first)).containsExactly("2026-09 s1 costs");
            first.desk().remake("costs_double", "");
            first.remake();
            assertThat(shown(first)).containsExactly("2026-09 s1 costs_double");
        }
    }
}
