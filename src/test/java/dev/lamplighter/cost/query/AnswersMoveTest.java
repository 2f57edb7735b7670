package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateMove;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Answers in files, as a part of a state that moves to a real PostgreSQL. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class AnswersMoveTest {
    private static final String LAST = "20261005T000029Z-q";

    private final StateDatabase own = StateDatabase.inMemory();

    @TempDir
    private Path answers;

    @SuppressWarnings("NullAway.Init") // started before each test
    private EmbeddedPostgres server;

    @SuppressWarnings("NullAway.Init")
    private DataSource shared;

    private Path folder = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        server = EmbeddedPostgres.builder().start();
        shared = server.getPostgresDatabase();
        folder = Files.createDirectories(answers.resolve("coverage"));
        for (int n = 10; n < 30; n++) {
            Files.writeString(folder.resolve("20261005T0000" + n + "Z-q.csv"), "\"" + n + "\"\n");
        }
        Files.writeString(folder.resolve(LAST + ".changes.txt"), "changed");
        Files.writeString(folder.resolve(LAST + ".csv.unarchived"), "key");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        own.close();
    }

    private Map<String, Integer> move() {
        return new StateMove(own.dataSource(), shared, "the database")
                .run(List.of(new AnswersMove(new AnswerFolder(answers))));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = shared.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows() throws SQLException {
        try (Connection connection = shared.getConnection()) {
            return SqlExecutor.select(
                    connection,
                    "SELECT folder, file, convert_from(content, 'UTF8'), convert_from(changes, 'UTF8'), unarchived"
                            + " FROM cost_answer ORDER BY file",
                    row -> row.getString(1) + "/" + row.getString(2) + " "
                            + row.getString(3).strip() + " " + row.getString(4) + " " + row.getString(5));
        }
    }

    @Test
    void allAreThereAndDoingItAgainChangesNothing() throws SQLException {
        for (int time = 0; time < 2; time++) {
            assertThat(move()).containsEntry("cost_answer", 20);
            assertThat(rows())
                    .hasSize(20)
                    .startsWith("coverage/20261005T000010Z-q.csv \"10\" null null")
                    .endsWith("coverage/20261005T000029Z-q.csv \"29\" changed key");
        }
    }

    @Test
    void interruptedItLeavesNothingAndIsDoneByTheNextTime() throws SQLException {
        execute(SharedAnswers.TABLE);
        execute("CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF (SELECT COUNT(*) FROM cost_answer) > 5 THEN PERFORM pg_terminate_backend(pg_backend_pid());"
                + " END IF; RETURN NEW; END $$;"
                + " CREATE TRIGGER cutting BEFORE INSERT ON cost_answer FOR EACH ROW EXECUTE FUNCTION cut()");

        assertThatThrownBy(this::move).isInstanceOf(ProblemException.class).hasMessageStartingWith("CONFIG-051");
        assertThat(rows()).isEmpty();

        execute("DROP TRIGGER cutting ON cost_answer");
        assertThat(move()).containsEntry("cost_answer", 20);
        assertThat(rows()).hasSize(20);
    }

    @Test
    void anotherAnswerOrOneMoreThereIsRefusedAndStaysAsItIs() throws SQLException, IOException {
        move();
        List<String> before = rows();
        Files.writeString(folder.resolve(LAST + ".csv"), "\"another\"\n");
        assertThatThrownBy(this::move)
                .hasMessageStartingWith("CONFIG-051")
                .hasMessageContaining("the answer coverage/20261005T000029Z-q.csv is another one there");

        Files.delete(folder.resolve(LAST + ".csv"));
        assertThatThrownBy(this::move)
                .hasMessageStartingWith("CONFIG-051")
                .hasMessageContaining("cost_answer has 20 rows there that are not those of the state");
        assertThat(rows()).isEqualTo(before);
    }
}
