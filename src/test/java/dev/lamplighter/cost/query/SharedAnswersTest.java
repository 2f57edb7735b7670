package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.stream.StreamCosts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The answers that copies share in a real PostgreSQL, each copy with a folder of its own. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class SharedAnswersTest {
    private static final Instant NOW = Instant.parse("2026-10-05T00:00:00Z");
    private static final NamedQuery QUERY = new NamedQuery(
            "coverage",
            "",
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(
                    "billing_period month",
                    "region  of the machines",
                    "coverage  percent, double",
                    "cost exact decimal"),
            List.of(AlertRule.of("coverage below 70 until 80 by region")),
            "SELECT 1");

    private static EmbeddedPostgres server;
    private static int databases;

    private final DataSource shared = newDatabase();
    private final AlertOutbox outbox = new AlertOutbox(shared, () -> NOW);

    @TempDir
    private Path folders;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    private static DataSource newDatabase() {
        String name = "answers" + ++databases;
        execute(server.getPostgresDatabase(), "CREATE DATABASE " + name);
        return server.getDatabase("postgres", name);
    }

    private static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private AnswerStore store(String copy) {
        OpenedAnswers opened = OpenedAnswers.of(shared, folders.resolve(copy));
        assertThat(opened.problems()).isEmpty();
        return opened.store();
    }

    private AnswerHistory copy(String copy) {
        return new AnswerHistory(store(copy), new AnswerAlerts(outbox), "answers/");
    }

    private static AnswerHistory.Kept keep(AnswerHistory at, int second, String coverage) throws IOException {
        return keep(at, second, List.of(List.of("2026-09", "a", coverage, coverage)));
    }

    private static AnswerHistory.Kept keep(AnswerHistory at, int second, List<List<@Nullable String>> rows)
            throws IOException {
        Instant asked = NOW.plusSeconds(second);
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(List.of("billing_period", "region", "coverage", "cost"));
        lines.addAll(rows);
        QueryRun run = new QueryRun("coverage", QUERY, "hourly", "costs", asked);
        return at.keep(new SubmittedQuery(run, "SELECT 1", asked), "q-" + second, lines);
    }

    private static QueryAnswer latest(AnswerHistory at) throws IOException {
        return at.latest(QUERY, "coverage").orElseThrow();
    }

    @Test
    void whatOneCopyAskedIsShownComparedAndCopiedToTheBucketByAnother() throws IOException {
        keep(copy("one"), 1, "60");
        AnswerHistory other = copy("two");

        assertThat(latest(other).rows()).containsExactly(List.of("2026-09", "a", "60", "60"));
        assertThat(latest(other).askedAt()).isEqualTo("2026-10-05T00:00:01Z");
        assertThat(Path.of(latest(other).file()))
                .isEqualTo(folders.resolve("two/coverage/20261005T000001Z-q-1.csv"))
                .hasSameTextualContentAs(folders.resolve("one/coverage/20261005T000001Z-q-1.csv"));
        assertThat(keep(other, 2, "75").changes()).containsExactly("2026-09 a  cost +15");
        assertThat(folders.resolve("two/coverage/20261005T000002Z-q-2.changes.txt"))
                .content()
                .isEqualTo("since 20261005T000001Z-q-1.csv\n2026-09 a  cost +15\n");
        assertThat(outbox.raised("costs")).as("below the second threshold").hasSize(1);

        List<AnswerFile> missing = other.unarchived();
        assertThat(missing)
                .extracting(AnswerFile::archiveKey)
                .containsExactly(
                        "answers/coverage/20261005T000001Z-q-1.csv", "answers/coverage/20261005T000002Z-q-2.csv");
        assertThat(missing).allMatch(answer -> Files.exists(answer.file()));
        other.archived(missing.get(0).file());
        assertThat(copy("one").unarchived())
                .extracting(AnswerFile::file)
                .containsExactly(folders.resolve("one/coverage/20261005T000002Z-q-2.csv"));
        assertThat(folders.resolve("one/coverage/20261005T000002Z-q-2.changes.txt"))
                .hasSameTextualContentAs(folders.resolve("two/coverage/20261005T000002Z-q-2.changes.txt"));
    }

    @Test
    void whatStreamsCostIsKnownToAnotherCopy() throws IOException {
        YearMonth month = YearMonth.of(2026, 9);
        KeptStreamCosts other = new KeptStreamCosts(store("two"));
        assertThat(other.isEmpty()).isTrue();

        new KeptStreamCosts(store("one"))
                .keep(month, "", new StreamCosts(List.of(), List.of(), NOW, NOW, false, List.of()), NOW);

        assertThat(other.isEmpty()).isFalse();
        assertThat(other.latest(month, "").orElseThrow().askedAt()).isEqualTo("2026-10-05T00:00:00Z");
        assertThat(other.latest(month, ".costs")).isEmpty();
    }

    @Test
    void theFilesOfAnEarlierVersionAreTakenOverOnce() throws IOException {
        AnswerHistory before =
                new AnswerHistory(new AnswerFolder(folders.resolve("one")), new AnswerAlerts(outbox), "answers/");
        keep(before, 1, "90");
        keep(before, 2, "91");

        assertThat(copy("one").unarchived()).hasSize(2);
        copy("one").archived(folders.resolve("one/coverage/20261005T000002Z-q-2.csv"));

        assertThat(copy("one").unarchived()).as("not again").hasSize(1);
        assertThat(latest(copy("two")).rows().get(0)).contains("91");
        assertThat(store("two").names("coverage")).hasSize(2);
    }

    @Test
    void aFileOfAnEarlierVersionThatCantBeReadIsOneLine() throws IOException {
        Files.createDirectories(folders.resolve("one/coverage/20261005T000001Z-q-1.csv"));

        assertThat(OpenedAnswers.of(shared, folders.resolve("one")).problems())
                .singleElement()
                .asString()
                .contains("CONFIG-014")
                .contains("answers of this machine are not in the shared database");
    }

    @Test
    void copiesThatKeepAnswersAtOnceKeepAllAndShowEachWhole() throws Exception {
        List<List<@Nullable String>> rows = Collections.nCopies(2000, List.of("2026-09", "a", "80", "1"));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Integer>> written = new ArrayList<>();
        List<Future<Integer>> shown = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            AnswerHistory at = copy("copy" + writer);
            int first = writer;
            written.add(threads.submit(() -> {
                for (int answer = 1; answer <= 20; answer++) {
                    keep(at, 2 * answer + first, rows);
                }
                return 20;
            }));
        }
        AnswerHistory reader = copy("reader");
        for (int look = 0; look < 60; look++) {
            shown.add(threads.submit(() -> reader.latest(QUERY, "coverage")
                    .map(answer -> answer.rows().size())
                    .orElse(2000)));
        }
        for (Future<Integer> count : shown) {
            assertThat(count.get()).isEqualTo(2000);
        }
        for (Future<Integer> count : written) {
            assertThat(count.get()).isEqualTo(20);
        }
        threads.shutdownNow();
        assertThat(store("reader").names("coverage")).hasSize(40);
    }

    @Test
    void ofAWriteThatIsCutOffNothingIsShownAndTheNextOneCounts() throws IOException {
        AnswerHistory one = copy("one");
        keep(one, 1, "90");
        execute(
                shared,
                "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;"
                        + " CREATE TRIGGER cutting AFTER INSERT ON cost_answer FOR EACH ROW EXECUTE FUNCTION cut()");

        assertThatThrownBy(() -> keep(one, 2, "91"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-101");

        assertThat(latest(one).rows().get(0)).contains("90");
        assertThat(latest(copy("two")).rows().get(0)).contains("90");
        execute(shared, "DROP TRIGGER cutting ON cost_answer");
        keep(copy("two"), 3, "92");
        assertThat(latest(one).rows().get(0)).contains("92");
    }

    @Test
    void aCopyThatEndsBetweenTheRowAndItsFileHasKeptTheAnswer() throws IOException {
        keep(copy("one"), 1, "90");
        Files.delete(folders.resolve("one/coverage/20261005T000001Z-q-1.csv"));

        assertThat(latest(copy("one")).rows().get(0)).contains("90");
        assertThat(folders.resolve("one/coverage/20261005T000001Z-q-1.csv")).exists();
    }

    @Test
    void anAnswerOfACopyThatWasSuspendedMeanwhileIsHistoryAndNoNews() throws IOException {
        AnswerHistory one = copy("one");
        keep(one, 1, "90");
        keep(copy("two"), 3, "60");
        assertThat(outbox.raised("costs")).hasSize(1);

        assertThat(keep(one, 2, "95").changes()).as("since the first").containsExactly("2026-09 a  cost +5");

        assertThat(latest(one).rows().get(0)).contains("60");
        assertThat(outbox.raised("costs")).extracting(Alert::text).hasSize(1);
    }

    @Test
    void anAnswerIsTheSameToTheByteOnAnotherCopy() throws IOException {
        byte[] csv = "\"\u0000 € 🎄 \\ ''\"\n".getBytes(StandardCharsets.UTF_8);
        store("one").keep("coverage", "20261005T000001Z-q-1.csv", csv, "");

        assertThat(store("two").latest("coverage", name -> true).orElseThrow()).hasBinaryContent(csv);
        assertThat(store("two").unarchived()).isEmpty();
    }

    @Test
    void noNameInTheDatabaseLeadsOutOfTheFolder() throws IOException {
        AnswerStore one = store("one");
        execute(
                shared,
                "INSERT INTO cost_answer (folder, file, content, unarchived) VALUES"
                        + " ('..', '20261005T000001Z-q-1.csv', 'x', 'k'), ('coverage', '../../20261005T000001Z.csv', 'x', 'k')");

        assertThat(one.unarchived()).isEmpty();
        assertThat(one.names("coverage")).isEmpty();
        assertThat(folders).isEmptyDirectory();
    }
}
