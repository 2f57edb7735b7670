package dev.lamplighter.window;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2Places;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.OccurrenceNotes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where each occurrence's resources lie: where they lay when it opened, whatever becomes of the declaration. Not
 * thread-safe; guarded by its owner's lock.
 */
final class EntryPlaces {
    private static final String SUBJECT = "place";

    private final Ec2Places ec2;
    private final OccurrenceNotes notes;
    private final Map<Key, Place> known = new HashMap<>();

    EntryPlaces(Ec2Places ec2, OccurrenceNotes notes) {
        this.ec2 = ec2;
        this.notes = notes;
    }

    /** To be called before the occurrence is in the journal, so that it never is without its place. */
    void opening(StreamingWindow window, Instant start) {
        Place place = window.machines().place();
        if (!place.equals(Place.OWN)) {
            notes.write(window.name(), start, SUBJECT, place.text());
        }
        known.put(new Key(window.name(), start), place);
    }

    Place of(JournalEntry entry) {
        return known.computeIfAbsent(
                Key.of(entry),
                key -> notes.read(key.window(), key.start(), SUBJECT)
                        .map(Place::parse)
                        .orElse(Place.OWN));
    }

    Ec2Actions ec2(JournalEntry entry) {
        return ec2.at(of(entry));
    }

    Ec2Actions ec2(Place place) {
        return ec2.at(place);
    }

    /** In the order of the entries. */
    Map<Place, List<JournalEntry>> group(List<JournalEntry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(this::of, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** Reads all anew: another copy may have opened them. */
    void forget() {
        known.clear();
    }

    /** Forgets all but these. */
    void retain(Collection<JournalEntry> unfinished) {
        known.keySet().retainAll(unfinished.stream().map(Key::of).collect(Collectors.toSet()));
    }

    private record Key(String window, Instant start) {
        static Key of(JournalEntry entry) {
            return new Key(entry.window(), entry.start());
        }
    }
}
