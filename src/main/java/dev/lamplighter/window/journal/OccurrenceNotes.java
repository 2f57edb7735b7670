package dev.lamplighter.window.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Short texts beside an occurrence, by subject, on disk when {@link #write} returns. They may be written before the
 * occurrence itself is. Nothing is written without the lease. Every method throws {@link JournalException} when the database
 * can't be used.
 */
public final class OccurrenceNotes {
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
                        Sql.utc(start),
                        subject)
                .stream()
                .findFirst();
    }

    /** In place of what was there. */
    public void write(String window, Instant start, String subject, String note) {
        journal.commit(connection -> Sql.put(
                connection,
                "UPDATE window_note SET note = ? WHERE window_name = ? AND opens_at = ? AND subject = ?",
                "INSERT INTO window_note (note, window_name, opens_at, subject) VALUES (?, ?, ?, ?)",
                note,
                window,
                Sql.utc(start),
                subject));
    }
}
