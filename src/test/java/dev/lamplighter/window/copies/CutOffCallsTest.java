package dev.lamplighter.window.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.copies.CopiesChecker.CutOff;
import dev.lamplighter.window.copies.CopiesChecker.DueCall;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import dev.lamplighter.window.copies.CopiesChecker.SentCall;
import dev.lamplighter.window.copies.CutOffCalls.JournalledCall;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.WindowJournal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Copy one is killed at second 10, about to start i-1 or not; copy two does what is left. */
final class CutOffCallsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant KILLED = second(10);
    private static final DueCall DUE = new DueCall("w", "START", "i-1", second(9), second(100), CopiesChecker.GAP);

    private static Instant second(double second) {
        return NOON.plusMillis((long) (second * 1000));
    }

    private static JournalledCall journalled(double at, String action, String resource) {
        return new JournalledCall(resource, action, second(at));
    }

    private static SentCall sent(double at, String sender, String action, String resource) {
        return new SentCall(second(at), sender, action, resource);
    }

    /** What is found of copy one, where copy two starts the machine at that second. */
    private static Findings judge(List<JournalledCall> journal, List<SentCall> byOne, double startedByTwo) {
        List<CutOff> cutOff = CutOffCalls.of(journal, byOne, KILLED);
        return new CopiesChecker(List.of(DUE), List.of(), List.of(), cutOff, List.of())
                .of(List.of(sent(startedByTwo, "two", "START", "i-1")), second(200));
    }

    @Test
    void whatWasJournalledAndNeverArrivedIsCutOffAndComesTwentySecondsLater() {
        List<JournalledCall> journal = List.of(journalled(9.8, "START", "i-1"));

        assertThat(CutOffCalls.of(journal, List.of(), KILLED)).containsExactly(new CutOff("i-1", KILLED));
        assertThat(judge(journal, List.of(), 31).wrong()).isEmpty();
        assertThat(judge(journal, List.of(), 50).wrong()).as("later than that").hasSize(1);
    }

    @Test
    void whatWasNotJournalledIsLate() {
        assertThat(judge(List.of(), List.of(), 31).wrong())
                .singleElement()
                .asString()
                .contains("after PT22S");
    }

    @Test
    void whatWasJournalledLongBeforeTheKillIsLate() {
        assertThat(judge(List.of(journalled(4.9, "START", "i-1")), List.of(), 31)
                        .wrong())
                .hasSize(1);
    }

    @Test
    void aJournalledCallOfAnotherMachineIsNoExcuse() {
        assertThat(judge(List.of(journalled(9.8, "START", "i-2")), List.of(), 31)
                        .wrong())
                .hasSize(1);
    }

    @Test
    void whatArrivedWasNotCutOff() {
        List<JournalledCall> journal = List.of(journalled(9.8, "START", "i-1"));

        assertThat(CutOffCalls.of(journal, List.of(sent(9.9, "one", "START", "i-1")), KILLED))
                .isEmpty();
        assertThat(CutOffCalls.of(
                        journal, List.of(sent(9.9, "one", "STOP", "i-1"), sent(9.7, "one", "START", "i-1")), KILLED))
                .as("another call, and an earlier one")
                .hasSize(1);
    }

    /** Whatever the copy's own clock says; and not what it knows not to have sent. */
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void theJournalTellsWhenTheDatabaseHadIt() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("track_commit_timestamp", "on")
                .start()) {
            DataSource database = server.getPostgresDatabase();
            Instant before = Instant.now();
            new WindowJournal(database)
                    .save(List.of(
                            new LastCall("i-1", "START", before.plus(Duration.ofHours(2))),
                            new LastCall("i-2", "STOP", Instant.EPOCH)));

            assertThat(CutOffCalls.journalled(database)).singleElement().satisfies(call -> {
                assertThat(call.resource()).isEqualTo("i-1");
                assertThat(call.action()).isEqualTo("START");
                assertThat(call.committed()).isBetween(before.minusMillis(1), Instant.now());
            });
        }
    }
}
