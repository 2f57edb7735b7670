package dev.lamplighter.window.operate;

import dev.lamplighter.window.journal.OccurrenceNotes.Note;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Describes an occurrence that passed without ever being ready, as the journal keeps it. */
record MissedOccurrence(String window, Instant start, Instant end, String cause) {
    /** The subject of the notes that {@code NeverReadyOccurrences} writes. */
    private static final String SUBJECT = "missed";

    /**
     * The missed occurrences that start in {@code [from, to)}, without those that were ready after all: a clock may have
     * been wrong.
     */
    static List<MissedOccurrence> between(WindowJournal journal, Instant from, Instant to) {
        return journal.notes().between(SUBJECT, from, to).stream()
                .map(MissedOccurrence::of)
                .filter(missedOccurrence -> !journal.spans()
                        .isReadyWithin(
                                missedOccurrence.window(),
                                missedOccurrence.start(),
                                missedOccurrence.start(),
                                missedOccurrence.end()))
                .toList();
    }

    private static MissedOccurrence of(Note note) {
        String[] parts = note.text().split(" ", 2);
        return new MissedOccurrence(
                note.window(), note.start(), Instant.parse(parts[0]), parts.length > 1 ? parts[1] : "");
    }

    static Duration length(List<MissedOccurrence> some) {
        return some.stream()
                .map(missedOccurrence -> Duration.between(missedOccurrence.start(), missedOccurrence.end()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
