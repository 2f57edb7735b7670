package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps short texts about an occurrence, by subject; a text is on disk when {@link #write} returns. A text may be written
 * before the occurrence itself is. Nothing is written without the lease. Every method throws {@link JournalException} when
 * the database can't be used.
 */
public final class OccurrenceNotes {
    private static final int LONGEST_TEXT = 4000;

    private final WindowJournal journal;

    OccurrenceNotes(WindowJournal journal) {
        this.journal = journal;
    }

    public Optional<String> read(String window, Instant start, String subject) {
        return journal
                .sql()
                .select(
                        "SELECT note FROM window_note WHERE window_name = ? AND opens_at = ? AND subject = ?",
                        row -> row.getString(1),
                        window,
                        SqlExecutor.utc(start),
                        subject)
                .stream()
                .findFirst();
    }

    /** Writes a note in place of an earlier one. */
    public void write(String window, Instant start, String subject, String note) {
        journal.commit(connection -> SqlExecutor.put(
                connection,
                "UPDATE window_note SET note = ? WHERE window_name = ? AND opens_at = ? AND subject = ?",
                "INSERT INTO window_note (note, window_name, opens_at, subject) VALUES (?, ?, ?, ?)",
                SqlExecutor.cut(note, LONGEST_TEXT),
                window,
                SqlExecutor.utc(start),
                subject));
    }

    /** Removes a note. */
    public void remove(String window, Instant start, String subject) {
        journal.commit(connection -> SqlExecutor.update(
                connection,
                "DELETE FROM window_note WHERE window_name = ? AND opens_at = ? AND subject = ?",
                window,
                SqlExecutor.utc(start),
                subject));
    }

    /** Every note on a subject whose occurrence starts in {@code [from, to)}, the earliest first. */
    public List<Note> between(String subject, Instant from, Instant to) {
        return journal.sql()
                .select(
                        "SELECT window_name, opens_at, note FROM window_note WHERE subject = ? AND opens_at >= ?"
                                + " AND opens_at < ? ORDER BY opens_at, window_name",
                        row -> new Note(row.getString(1), SqlExecutor.instant(row, 2), row.getString(3)),
                        subject,
                        SqlExecutor.utc(from),
                        SqlExecutor.utc(to));
    }

    /** A note and the occurrence that it is on. */
    public record Note(String window, Instant start, String text) {}
}
