package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.PostgresServer;
import dev.lamplighter.app.access.StateTables;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateMove;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.Message;
import dev.lamplighter.base.message.MessageRules;
import dev.lamplighter.cost.ledger.AthenaAttempt;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.publish.FakeAthena;
import dev.lamplighter.cost.publish.InProcessConverter;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The state of windows, costs and alerts on a real PostgreSQL, which is started once and takes some seconds. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class SharedStateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:20:00.123456789Z");
    private static final MessageRules RULES = new MessageRules(List.of("mail ann"), Set.of("ready", "alerts"), null);

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final FakeAthena athena = new FakeAthena();
    private final StateDatabase own = StateDatabase.inMemory();
    private final DataSource shared = SERVER.newDatabase();

    @TempDir
    private Path lake;

    @AfterEach
    void close() {
        own.close();
    }

    private PublishingFixture costs(DataSource database, String table, NumberType numbers) {
        return new PublishingFixture(
                database,
                new PublishingFixture.Outside(
                        new FileStore(Path.of("src/test/resources/cur-samples/s7-number-type")
                                .toAbsolutePath()),
                        new FileStore(lake),
                        clock -> new InProcessConverter(
                                new ManifestReader(), new ConversionMeter(clock), clock, numbers, 96L << 20)),
                athena,
                Map.of("r", table));
    }

    @Test
    void theLedgerOfCostsIsTheSameThereAndGoesOnAfterAStart() throws IOException {
        assertThat(costs(shared, "costs", NumberType.DECIMAL).poll())
                .singleElement()
                .asString()
                .startsWith("COST-016");
        assertThat(costs(shared, "costs_double", NumberType.DOUBLE).desk().publish(""))
                .hasSize(2)
                .allMatch(line -> line.contains("published"));
        assertThat(costs(shared, "costs", NumberType.DECIMAL).ledger().published())
                .hasSize(1);
        PublishingFixture again = costs(shared, "costs_double", NumberType.DOUBLE);
        assertThat(again.ledger().published()).hasSize(2);
        assertThat(again.poll()).isEmpty();
    }

    @Test
    void aQuestionIsAskedOnceAPublicationAndWhatAthenaHasScannedIsCounted() {
        NamedQuery query = new NamedQuery(
                "coverage", "p", Set.of(), Set.of(), Set.of(), Set.of(), List.of(), List.of(), "SELECT 1");
        QueryRunLedger ledger = new QueryRunLedger(shared);
        QueryRun run = new QueryRun("coverage", query, "hourly", "costs", NOW);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(ledger.isDue(run)).isTrue();
            ledger.asking(run);
        }
        assertThat(ledger.isDue(new QueryRun("coverage", query, "hourly", "costs", NOW.plusSeconds(1))))
                .isTrue();
        new AthenaScans(shared).ended("e-1", NOW, 5);
        new AthenaScans(shared).ended("e-1", NOW, 7);
        ledger.settled(run, "e-1");
        AthenaAttempts attempts = new AthenaAttempts(shared);
        attempts.begin(new AthenaAttempt(
                "a", "s3://m", "tag", "digest", "folder", List.of("h"), AthenaAttempt.State.RUNNING, NOW));
        attempts.ended("a", AthenaAttempt.State.DONE, NOW);
        assertThat(attempts.all()).singleElement().matches(attempt -> attempt.state() == AthenaAttempt.State.DONE);
    }

    @Test
    void theStateMovesWholeAndRepeatingThatDoesNoHarm() throws IOException {
        fill(own.dataSource());
        StateTables.create(shared);
        StateMove move = new StateMove(own.dataSource(), shared, "the database");

        Map<String, Integer> rows = move.run(List.of());

        assertThat(rows)
                .containsEntry("cost_version", 2)
                .containsEntry("window_occurrence", 1)
                .containsEntry("message", 2);
        assertThat(costs(shared, "costs_double", NumberType.DOUBLE).ledger().versions())
                .usingRecursiveComparison()
                .ignoringFields("changedAt")
                .isEqualTo(costs(own.dataSource(), "costs_double", NumberType.DOUBLE)
                        .ledger()
                        .versions());
        assertThat(new WindowJournal(shared).unfinished()).isEqualTo(new WindowJournal(own.dataSource()).unfinished());
        assertThat(new AlertOutbox(shared, () -> NOW).raised())
                .isEqualTo(new AlertOutbox(own.dataSource(), () -> NOW).raised());
        assertThat(move.run(List.of())).isEqualTo(rows);
        AlertOutbox there = new AlertOutbox(shared, () -> NOW);
        there.messages().follow(RULES);
        there.messages().publish(new Event("ready", "sunday 2", Map.of(), "ready again", "it is", "", null));
        assertThat(there.messages().pending()).extracting(Message::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theStateMovesIntoNoDatabaseThatHasOtherRowsAndLeavesThatAsItIs() throws IOException {
        fill(own.dataSource());
        StateTables.create(shared);
        new WindowJournal(shared).save(List.of(new LastCall("i-9", "STOP", NOW)));

        StateMove move = new StateMove(own.dataSource(), shared, "the database");
        assertThatThrownBy(() -> move.run(List.of()))
                .hasMessageStartingWith("CONFIG-051")
                .hasMessageContaining("window_last_call has 1 row");

        assertThat(new WindowJournal(shared).unfinished()).isEmpty();
        assertThat(new AlertOutbox(shared, () -> NOW).raised()).isEmpty();
    }

    @Test
    void aDatabaseThatCantBeReachedIsALineWithItsUrl() {
        SharedDatabase away = new SharedDatabase("jdbc:postgresql://127.0.0.1:1/none?password=x", "", Optional.empty());

        assertThatThrownBy(away::requireReachable)
                .hasMessageStartingWith("CONFIG-052  jdbc:postgresql://127.0.0.1:1/none  ");
    }

    private void fill(DataSource database) throws IOException {
        StateTables.create(database);
        costs(database, "costs_double", NumberType.DOUBLE).poll();
        WindowJournal journal = new WindowJournal(database);
        journal.save(
                OccurrenceRecord.opening("sunday", NOW, NOW.plusSeconds(3600), List.of("i-1")),
                new LastCall("i-1", "START", NOW));
        AlertOutbox alerts = new AlertOutbox(database, () -> NOW);
        alerts.messages().follow(RULES);
        alerts.raise(
                new AlertKey("costs", "r", "2026-11"),
                AlertSeverity.WARN,
                new Problem(CostProblemCode.LEDGER_FAILED, "r", "what", "why", "fix"));
        alerts.messages().publish(new Event("ready", "sunday 1", Map.of(), "ready", "it is", "", null));
    }
}
