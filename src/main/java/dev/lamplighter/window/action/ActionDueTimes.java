package dev.lamplighter.window.action;

import dev.lamplighter.window.journal.OccurrenceNotes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Records in the journal since when actions have been due, so that neither a restart nor setting the clock back gives their
 * steps more time. Thread-safe. Every method throws {@link dev.lamplighter.window.journal.JournalException} when the
 * database can't be used.
 */
public final class ActionDueTimes {
    private static final String SUBJECT = "due ";

    /** The width of the journal's column; the slots of one window have different hash codes as far as it matters. */
    private static final int LONGEST_SUBJECT = 32;

    private final OccurrenceNotes notes;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new HashMap<>();

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public ActionDueTimes(OccurrenceNotes notes, InstantSource clock, LongSupplier nanoTime) {
        this.notes = notes;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** How long an action has been due; if it wasn't yet, it counts as due from now on. */
    public synchronized Duration since(DueAction due) {
        Instant now = clock.instant();
        Known first = known.get(due.resource());
        if (first == null || !first.isOf(due)) {
            Instant written = written(due, now);
            first = new Known(due, written, nanoTime.getAsLong() - nanos(written, now));
            known.put(due.resource(), first);
        }
        return Duration.ofNanos(Math.max(nanoTime.getAsLong() - first.nanos(), nanos(first.at(), now)));
    }

    private Instant written(DueAction due, Instant now) {
        String begin = due.action() + " ";
        String note = notes.read(due.window(), due.start(), subject(due)).orElse("");
        if (note.startsWith(begin)) {
            try {
                return Instant.parse(note.substring(begin.length()));
            } catch (DateTimeParseException e) {
                // unreadable: it is written again
            }
        }
        notes.write(due.window(), due.start(), subject(due), begin + now);
        return now;
    }

    private static long nanos(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos());
    }

    /** Whether {@link #over} has been called since the action became due. */
    public synchronized boolean isOver(DueAction due) {
        Known first = known.get(due.resource());
        return first == null || !first.isOf(due);
    }

    /** Records that the call was made or is no longer due. */
    public synchronized void over(DueAction due) {
        known.remove(due.resource());
        notes.remove(due.window(), due.start(), subject(due));
    }

    private static String subject(DueAction due) {
        String subject = SUBJECT + due.resource();
        return subject.length() <= LONGEST_SUBJECT
                ? subject
                : SUBJECT + Integer.toHexString(due.resource().hashCode());
    }

    private record Known(DueAction due, Instant at, long nanos) {
        boolean isOf(DueAction other) {
            return due.action() == other.action()
                    && due.window().equals(other.window())
                    && due.start().equals(other.start());
        }
    }
}
