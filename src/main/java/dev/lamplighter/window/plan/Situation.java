package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.ec2.Sighting;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.LastCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a decision may look at.
 *
 * @param entries every unfinished occurrence, of all windows
 */
public record Situation(Instant now, Sighting sighting, List<JournalEntry> entries, Known known) {
    /** At most one mutating call per resource in this time. */
    public static final Duration SPACING = Duration.ofSeconds(20);

    /** Older data is not acted upon. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    public Situation {
        entries = List.copyOf(entries);
    }

    Optional<Instance> instance(String id) {
        return sighting.instance(id);
    }

    boolean isStale() {
        return Duration.between(sighting.takenAt(), now).abs().compareTo(FRESH) > 0;
    }

    /** The call that makes another one too early. */
    Optional<LastCall> recentCall(String resource) {
        return lastCall(resource).filter(call -> call.isWithin(SPACING, now));
    }

    public Optional<LastCall> lastCall(String resource) {
        return known.lastCall(resource);
    }

    /** Another occurrence that is open and needs the instance. */
    Optional<JournalEntry> otherOpenEntry(String instanceId, JournalEntry entry) {
        return entries.stream()
                .filter(other -> other.isOpen(now))
                .filter(other ->
                        !other.window().equals(entry.window()) || !other.start().equals(entry.start()))
                .filter(other -> other.claim(instanceId).claim() != Claim.RELEASED)
                .findFirst();
    }
}
