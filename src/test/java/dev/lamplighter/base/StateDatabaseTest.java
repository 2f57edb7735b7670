package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of the file that it finds: whole, or told, kept aside and begun anew. */
final class StateDatabaseTest {
    private static final int ROWS = 300;

    @TempDir
    private Path temporary;

    private Path folder;
    private Path file;

    @BeforeEach
    void place() {
        folder = temporary.resolve("state");
        file = folder.resolve("lamplighter.mv.db");
    }

    @Test
    void whatWasClosedInOrderIsFoundWithoutAWord() throws Exception {
        filled().close();

        try (StateDatabase again = opened()) {
            assertThat(again.loss()).isEmpty();
            assertThat(rows(again)).hasSize(ROWS);
        }
        assertThat(aside()).isEmpty();
    }

    @Test
    void aFileWithoutAMarkIsOfAnEarlierVersionAndIsBelieved() throws Exception {
        filled().close();
        Files.delete(folder.resolve("lamplighter.mark"));

        try (StateDatabase again = opened()) {
            assertThat(again.loss()).isEmpty();
            assertThat(rows(again)).hasSize(ROWS);
        }
    }

    @Test
    void anEmptiedFileIsToldAndANewOneBegins() throws Exception {
        filled().close();
        Files.write(file, new byte[0]);

        assertLost("CONFIG-031", 1);
    }

    @Test
    void aFileThatIsGoneIsTold() throws Exception {
        filled().close();
        Files.delete(file);

        assertLost("CONFIG-030", 0);
    }

    @Test
    void aFileThatWasCutIsToldWhereverItWasCut() throws Exception {
        filled().close();
        byte[] whole = Files.readAllBytes(file);
        for (int part = 1; part < 10; part += 2) {
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length * part / 10));
            try (StateDatabase again = opened()) {
                assertThat(again.loss()).as("%d tenths are left", part).isPresent();
                write(again, "after");
                assertThat(rows(again)).contains("after");
            }
        }
    }

    @Test
    void anOlderCopyIsGoneOnWithAndTold() throws Exception {
        filled().close();
        Path copy = Files.copy(file, temporary.resolve("copy"));
        try (StateDatabase more = opened()) {
            write(more, "later");
        }
        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);

        try (StateDatabase again = opened()) {
            assertThat(again.loss().orElseThrow().line())
                    .startsWith("CONFIG-032")
                    .contains("older");
            assertThat(rows(again)).hasSize(ROWS).doesNotContain("later");
        }
        try (StateDatabase again = opened()) {
            assertThat(again.loss()).as("told once").isEmpty();
        }
    }

    /** What was marked while it was in use, before something was started in EC2, is missed as well. */
    @Test
    void anOlderCopyIsToldThoughTheServiceWasKilled() throws Exception {
        StateDatabase killed = filled();
        Path copy = Files.copy(file, temporary.resolve("copy"));
        write(killed, "claim");
        killed.mark();
        Path left = temporary.resolve("left");
        Files.createDirectories(left);
        Files.copy(copy, left.resolve("lamplighter.mv.db"));
        Files.copy(folder.resolve("lamplighter.mark"), left.resolve("lamplighter.mark"));
        killed.close();

        try (StateDatabase again = StateDatabase.open(left)) {
            assertThat(again.loss()).isPresent();
        }
    }

    /** H2 then takes the moment at which it opens the file for the one at which it was made. */
    @Test
    void aClockThatWasSetBackSinceTheDatabaseWasBegunLosesNothing() throws Exception {
        StateDatabase killed = filled();
        Path left = Files.createDirectories(temporary.resolve("left"));
        Files.write(left.resolve("lamplighter.mv.db"), begunTomorrow(Files.readAllBytes(file)));
        Files.copy(folder.resolve("lamplighter.mark"), left.resolve("lamplighter.mark"));
        killed.close();

        try (StateDatabase again = StateDatabase.open(left)) {
            assertThat(again.loss()).isEmpty();
            assertThat(rows(again)).hasSize(ROWS);
        }
    }

    private static byte[] begunTomorrow(byte[] file) {
        String header = new String(file, 0, 4096, StandardCharsets.ISO_8859_1);
        String begun = header.substring(0, header.indexOf(",fletcher:"))
                .replaceFirst(
                        "created:[0-9a-f]+",
                        "created:"
                                + Long.toHexString(
                                        Instant.now().plus(Duration.ofDays(1)).toEpochMilli()));
        byte[] summed = begun.getBytes(StandardCharsets.ISO_8859_1);
        String sum = Integer.toHexString(DataUtils.getFletcher32(summed, 0, summed.length));
        byte[] line = (begun + ",fletcher:" + sum + "\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int block = 0; block < 2; block++) {
            System.arraycopy(line, 0, file, block * 4096, line.length);
        }
        return file;
    }

    @Test
    void aMarkOfAnEarlierVersionIsUnderstood() throws Exception {
        filled().close();
        Files.writeString(folder.resolve("lamplighter.mark"), "created=1795750834623 version=2 checksum=-1\n");
        try (StateDatabase again = opened()) {
            assertThat(again.loss()).isEmpty();
        }
        Files.writeString(folder.resolve("lamplighter.mark"), "created=1795750834623 version=20000 checksum=-1\n");
        try (StateDatabase again = opened()) {
            assertThat(again.loss()).isPresent();
        }
    }

    /** As when the service is killed in its first moments, or starts on a full disk, where no mark can be written. */
    @Test
    void aKillRightAfterTheStartIsNoDamage() throws Exception {
        filled().close();
        Path left = Files.createDirectories(temporary.resolve("left"));
        try (StateDatabase again = StateDatabase.open(folder)) {
            Files.copy(folder.resolve("lamplighter.mark"), left.resolve("lamplighter.mark"));
            assertThat(again.loss()).isEmpty();
        }
        byte[] whole = Files.readAllBytes(file);
        byte[] more =
                java.util.Arrays.copyOf(whole, whole.length + 4096); // was being written and counts for nothing yet
        Files.write(left.resolve("lamplighter.mv.db"), more);

        try (StateDatabase next = StateDatabase.open(left)) {
            assertThat(next.loss()).isEmpty();
        }
    }

    /** A byte anywhere: a row's text, a page, a header. */
    @Test
    void anyByteThatWasFlippedIsToldOrOverruledByTheSecondHeader() throws Exception {
        filled().close();
        byte[] whole = Files.readAllBytes(file);
        byte[] mark = Files.readAllBytes(folder.resolve("lamplighter.mark"));
        for (int at = 0; at < whole.length; at += whole.length / 11) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x55;
            Files.write(file, flipped);
            Files.write(folder.resolve("lamplighter.mark"), mark);
            try (StateDatabase again = opened()) {
                assertThat(again.loss()).as("byte %d", at).isPresent();
                write(again, "after");
                assertThat(rows(again)).contains("after");
            }
        }
    }

    /** Else a command that looks while the service is down would take the word from it. */
    @Test
    void whoOnlyLooksLeavesTheLossToBeToldByTheService() throws Exception {
        filled().close();
        Files.write(file, new byte[] {1, 2, 3});
        try (StateDatabase looks = StateDatabase.open(folder)) {
            assertThat(looks.loss()).isPresent();
        }
        try (StateDatabase service = StateDatabase.open(folder)) {
            assertThat(service.loss()).isPresent();
        }
        assertThat(aside()).hasSize(1);
    }

    @Test
    void aFileThatIsNoDatabaseIsKeptAsideUnderTheNextFreeName() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lamplighter.mv.db.broken-1"), "earlier");
        Files.writeString(file, "no database at all, only words".repeat(500));

        try (StateDatabase again = opened()) {
            assertThat(again.loss().orElseThrow().line())
                    .startsWith("CONFIG-031")
                    .contains("lamplighter.mv.db.broken-2", "see which machines run");
        }
        assertThat(folder.resolve("lamplighter.mv.db.broken-2")).content().startsWith("no database at all");
        assertThat(folder.resolve("lamplighter.mv.db.broken-1")).hasContent("earlier");
    }

    @Test
    void oneThatAnotherHasOpenIsRefusedAndLeftAlone() throws Exception {
        try (StateDatabase first = filled()) {
            assertThatThrownBy(() -> StateDatabase.open(folder)).hasMessageStartingWith("CONFIG-013");
            assertThat(rows(first)).hasSize(ROWS);
        }
        assertThat(aside()).isEmpty();
    }

    @Test
    void aFolderThatWasMovedAwayIsTold() throws Exception {
        try (StateDatabase open = filled()) {
            assertThat(open.displacement()).isEmpty();
            Files.move(folder, temporary.resolve("elsewhere"));
            assertThat(open.displacement().orElseThrow().line())
                    .startsWith("WINDOW-176")
                    .contains(file.toString());

            Files.createDirectories(folder);
            Files.copy(temporary.resolve("elsewhere/lamplighter.mv.db"), file);
            assertThat(open.displacement())
                    .as("a copy in its place is another file")
                    .isPresent();
            write(open, "still");
            assertThat(rows(open)).contains("still");

            Files.delete(file);
            Files.delete(folder);
            Files.move(temporary.resolve("elsewhere"), folder);
            assertThat(open.displacement()).isEmpty();
        }
    }

    @Test
    void aFolderOfAnyNameHoldsIt() throws Exception {
        for (String name : List.of("with;semicolon", "a%3Bb", "b;INIT=DROP ALL OBJECTS", "ünï cødé", "c:d")) {
            folder = temporary.resolve(name);
            file = folder.resolve("lamplighter.mv.db");
            filled().close();
            try (StateDatabase again = opened()) {
                assertThat(again.loss()).isEmpty();
                assertThat(rows(again)).hasSize(ROWS);
            }
            assertThat(file).exists();
        }
    }

    @Test
    void aFolderThatCantBeMadeIsOneCodedLine() throws Exception {
        Path notAFolder = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> StateDatabase.open(notAFolder.resolve("state")))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-033")
                .hasMessageContaining("state")
                .hasMessageContaining("fix: free some space");
    }

    /** Of which a service took note, and so does the next one. */
    private StateDatabase opened() {
        StateDatabase database = StateDatabase.open(folder);
        database.mark();
        return database;
    }

    private StateDatabase filled() throws SQLException {
        StateDatabase database = opened();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, text VARCHAR(200))");
            statement.execute("CREATE INDEX by_text ON kept (text)");
            statement.execute("INSERT INTO kept SELECT x, 'row ' || x || ' ' || REPEAT('text ', 12) FROM"
                    + " SYSTEM_RANGE(1, " + ROWS + ")");
        }
        return database;
    }

    private static void write(StateDatabase database, String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, text VARCHAR(200))");
            statement.execute("INSERT INTO kept VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM kept), '" + text + "')");
        }
    }

    private static List<String> rows(StateDatabase database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT text FROM kept")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private List<String> aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("broken"))
                    .toList();
        }
    }

    private void assertLost(String code, int aside) throws Exception {
        try (StateDatabase again = opened()) {
            assertThat(again.loss().orElseThrow().line()).startsWith(code).contains(file.toString());
            write(again, "after");
            assertThat(rows(again)).containsExactly("after");
        }
        assertThat(aside()).hasSize(aside);
        try (StateDatabase again = opened()) {
            assertThat(again.loss()).as("told once").isEmpty();
        }
    }
}
