package dev.lamplighter.window.journal;

import java.time.Instant;
import java.util.Comparator;

/** Orders occurrences as passes treat them: by start, then by window. */
record OccurrenceKey(Instant start, String window) implements Comparable<OccurrenceKey> {
    private static final Comparator<OccurrenceKey> ORDER =
            Comparator.comparing(OccurrenceKey::start).thenComparing(OccurrenceKey::window);

    static OccurrenceKey of(OccurrenceRecord entry) {
        return new OccurrenceKey(entry.start(), entry.window());
    }

    @Override
    public int compareTo(OccurrenceKey other) {
        return ORDER.compare(this, other);
    }
}
