package dev.lamplighter.window.state;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.OccurrenceNotes;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps the account and region of each occurrence's resources as they were when it opened, even if the declaration changes.
 * Not thread-safe; guarded by its owner's lock.
 */
public final class OccurrenceRegions {
    private static final String SUBJECT = "place";

    private final RegionalEc2 ec2;
    private final OccurrenceNotes notes;
    private final Map<Key, AccountRegion> known = new HashMap<>();

    public OccurrenceRegions(RegionalEc2 ec2, OccurrenceNotes notes) {
        this.ec2 = ec2;
        this.notes = notes;
    }

    /** Must be called before the occurrence is in the journal, so that it never lacks its account and region. */
    public void opening(StreamingWindow window, Instant start) {
        opening(window.name(), start, window.windowResources().accountRegion());
    }

    /** As above, for a window that need not be declared. */
    public void opening(String window, Instant start, AccountRegion accountRegion) {
        if (!accountRegion.equals(AccountRegion.OWN)) {
            notes.write(window, start, SUBJECT, accountRegion.text());
        }
        known.put(new Key(window, start), accountRegion);
    }

    public AccountRegion of(OccurrenceRecord entry) {
        return known.computeIfAbsent(
                Key.of(entry),
                key -> notes.read(key.window(), key.start(), SUBJECT)
                        .map(AccountRegion::parse)
                        .orElse(AccountRegion.OWN));
    }

    public Ec2Actions ec2(OccurrenceRecord entry) {
        return ec2.at(of(entry));
    }

    public Ec2Actions ec2(AccountRegion accountRegion) {
        return ec2.at(accountRegion);
    }

    /** See {@link RegionalEc2#polled}. */
    Optional<FleetSnapshot> polled(AccountRegion accountRegion) {
        return ec2.polled(accountRegion);
    }

    /** The entries by account and region, in the order of the entries. */
    public Map<AccountRegion, List<OccurrenceRecord>> group(List<OccurrenceRecord> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(this::of, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
    }

    /** Makes the next read go to the database: another copy may have opened them. */
    public void forget() {
        known.clear();
    }

    /** Forgets all but these. */
    public void retain(Collection<OccurrenceRecord> unfinished) {
        known.keySet().retainAll(unfinished.stream().map(Key::of).collect(Collectors.toSet()));
    }

    private record Key(String window, Instant start) {
        static Key of(OccurrenceRecord entry) {
            return new Key(entry.window(), entry.start());
        }
    }
}
