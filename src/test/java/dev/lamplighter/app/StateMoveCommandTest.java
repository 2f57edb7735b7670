package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.HomeProperty;
import dev.lamplighter.PostgresServer;
import dev.lamplighter.app.access.StateTables;
import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lamplighter state move} from H2, with rows in every table, to a real PostgreSQL. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class StateMoveCommandTest {
    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 11, 22, 14, 20, 0, 0, ZoneOffset.UTC);
    /** More than go to the other database at once. */
    private static final int ROWS = 450;

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private final CommandRun lamplighter = new CommandRun();

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @SuppressWarnings("NullAway.Init") // made before each test
    private DataSource shared;

    private List<String> tables = List.of();

    @BeforeEach
    void fillTheState() throws IOException, SQLException {
        property.set(home);
        Files.writeString(home.resolve("application.properties"), "panel.type=none\nstate.folder=work\n");
        shared = SERVER.newDatabase();
        try (StateDatabase state = StateDatabase.open(home.resolve("work"))) {
            StateTables.create(state.dataSource());
            try (Connection connection = state.dataSource().getConnection()) {
                tables = tables(connection);
                for (String table : tables) {
                    fill(connection, table);
                }
            }
        }
        assertThat(tables).contains("window_occurrence", "cost_version", "alert_raised", "message");
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_SCHEMA = 'PUBLIC' ORDER BY TABLE_NAME")) {
            while (names.next()) {
                tables.add(names.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    /** Rows of which no two are alike in any column that can tell them apart. */
    private static void fill(Connection connection, String table) throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        Map<String, Integer> longest = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS"
                        + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME = ?")) {
            statement.setString(1, table.toUpperCase(Locale.ROOT));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.put(
                            row.getString(1),
                            row.getString(2) + (row.getString(4).equals("YES") ? " NULL" : ""));
                    longest.put(row.getString(1), (int) Math.min(1000, row.getLong(3)));
                }
            }
        }
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int n = 1; n <= ROWS; n++) {
                int at = 0;
                for (Map.Entry<String, String> column : columns.entrySet()) {
                    insert.setObject(++at, value(column.getValue(), longest.getOrDefault(column.getKey(), 0), n));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static @Nullable Object value(String type, int longest, int n) {
        if (type.endsWith(" NULL") && n % 3 == 0) {
            return null;
        }
        return switch (type.replace(" NULL", "")) {
            case "CHARACTER VARYING", "CHARACTER LARGE OBJECT" -> {
                String text = n + " 'ä€\\ \"\t\n" + "x".repeat(n % 7);
                yield text.length() <= longest ? text : text.substring(0, longest);
            }
            case "INTEGER" -> n;
            case "BIGINT" -> n * 1_000_000_007L;
            case "BOOLEAN" -> n % 2 == 0;
            case "TIMESTAMP WITH TIME ZONE" -> NOW.plusSeconds(n).plusNanos(n * 1_000L);
            default -> throw new IllegalStateException("no value of type " + type);
        };
    }

    private int move() {
        return lamplighter.run("state", "move", "--to", SERVER.url() + "&password=postgres", "--user", "postgres");
    }

    /** All rows of a database as text, by table. */
    private Map<String, List<String>> content(DataSource database) throws SQLException {
        Map<String, List<String>> content = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            for (String table : tables) {
                content.put(table, rows(connection, table));
            }
        }
        return content;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
            while (found.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    String type = found.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
                    Object value = type.startsWith("timestamp")
                            ? found.getObject(column, OffsetDateTime.class)
                            : found.getString(column);
                    row.put(
                            found.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT),
                            value instanceof OffsetDateTime time
                                    ? time.toInstant().toString()
                                    : type.startsWith("bool") ? String.valueOf(found.getBoolean(column)) : "" + value);
                }
                rows.add(row.toString());
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private Map<String, List<String>> ofTheState() throws SQLException {
        try (StateDatabase state = StateDatabase.open(home.resolve("work"))) {
            return content(state.dataSource());
        }
    }

    @Test
    void everyRowOfEveryTableIsThereAndDoingItAgainChangesNothing() throws IOException, SQLException {
        Map<String, List<String>> before = ofTheState();
        Path answers = Files.createDirectories(home.resolve("work/answers/coverage"));
        Files.writeString(answers.resolve("20261005T000001Z-q.csv"), "\"a\"\n");

        assertThat(move()).as(lamplighter.err()).isZero();
        String told = lamplighter.out();
        assertThat(content(shared)).isEqualTo(before);
        tables.forEach(table -> assertThat(told).contains(table + ": " + ROWS + " rows"));
        assertThat(told)
                .contains("cost_answer: 1 row")
                .contains((1 + tables.size() * ROWS) + " rows in jdbc:postgresql://")
                .doesNotContain("password");

        assertThat(move()).as(lamplighter.err()).isZero();
        assertThat(content(shared)).isEqualTo(before);
        assertThat(ofTheState()).isEqualTo(before);
    }

    /** In the middle of the last table, when all others have been copied. */
    @ParameterizedTest
    @ValueSource(strings = {"RAISE EXCEPTION 'disk full'", "PERFORM pg_terminate_backend(pg_backend_pid())"})
    void interruptedAmidItLeavesNothingAndIsDoneByTheNextTime(String interruption) throws SQLException {
        StateTables.create(shared);
        String last = tables.get(tables.size() - 1);
        PostgresServer.execute(
                shared,
                "CREATE SEQUENCE inserted; CREATE FUNCTION interrupt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF nextval('inserted') > 250 THEN " + interruption
                        + "; END IF; RETURN NEW; END $$;"
                        + " CREATE TRIGGER interrupting BEFORE INSERT ON " + last
                        + " FOR EACH ROW EXECUTE FUNCTION interrupt()");

        assertThat(move()).isEqualTo(1);
        assertThat(lamplighter.err())
                .startsWith("CONFIG-051  jdbc:postgresql://")
                .hasLineCount(1);
        assertThat(content(shared).values()).allMatch(List::isEmpty);

        PostgresServer.execute(shared, "DROP TRIGGER interrupting ON " + last);
        assertThat(move()).as(lamplighter.err()).isZero();
        assertThat(content(shared)).isEqualTo(ofTheState());
    }

    @Test
    void aDatabaseWithOtherRowsIsRefusedAndStaysAsItIs() throws SQLException {
        StateTables.create(shared);
        PostgresServer.execute(
                shared, "INSERT INTO window_last_call (resource, action, called_at) VALUES ('i-9', 'STOP', now())");
        Map<String, List<String>> before = content(shared);

        assertThat(move()).isEqualTo(1);

        assertThat(lamplighter.err())
                .startsWith("CONFIG-051  jdbc:postgresql://")
                .contains("window_last_call has 1 row there")
                .hasLineCount(1);
        assertThat(content(shared)).isEqualTo(before);
    }

    @Test
    void nothingMovesWhileAServiceHasTheState() throws IOException, SQLException {
        try (FileChannel file = FileChannel.open(home.resolve("work/lamplighter.mv.db"), StandardOpenOption.WRITE);
                FileLock service = file.lock()) {
            assertThat(service.isValid()).isTrue();

            assertThat(move()).isEqualTo(1);

            assertThat(lamplighter.err()).startsWith("CONFIG-013  ").hasLineCount(1);
        }
        try (Connection connection = shared.getConnection()) {
            assertThat(rows(connection, "information_schema.tables WHERE table_schema = 'public'"))
                    .isEmpty();
        }
    }

    @Test
    void aStateThatIsNotThereAndADatabaseThatIsNoneAreRefused() {
        assertThat(lamplighter.run("state", "move", "--to", "jdbc:postgresql://127.0.0.1:1/none"))
                .isEqualTo(1);
        assertThat(lamplighter.err()).startsWith("CONFIG-052  jdbc:postgresql://127.0.0.1:1/none  ");
        assertThat(lamplighter.run("state", "move", "--to", "jdbc:h2:mem:x")).isEqualTo(1);
        assertThat(lamplighter.err()).contains("--to").hasLineCount(1);
        property.set(home.resolve("elsewhere"));
        assertThat(move()).isEqualTo(1);
    }
}
