package dev.lamplighter.window;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.Sighting;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.plan.Situation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks EC2 for the resources of occurrences and keeps the latest answer of each account and region. Not thread-safe; guarded
 * by its owner's lock.
 */
final class Observations {
    private final EntryPlaces places;
    private final Memory memory;
    private final WindowClock clock;
    private final Reports reports;
    private final Wanted wanted;
    private final Map<Place, Observation> latest = new HashMap<>();

    Observations(EntryPlaces places, Memory memory, WindowClock clock, Reports reports, Wanted wanted) {
        this.places = places;
        this.memory = memory;
        this.clock = clock;
        this.reports = reports;
        this.wanted = wanted;
    }

    void forget() {
        latest.clear();
    }

    /**
     * What EC2 shows now.
     *
     * @param there the occurrences whose resources are asked for, all in {@code place}
     * @param entries every unfinished occurrence
     * @throws ProblemException when EC2 can't be asked
     */
    Observation observe(Place place, List<JournalEntry> there, List<JournalEntry> entries, Instant now) {
        latest.remove(place);
        Descriptions descriptions = new Descriptions(places.ec2(place), place, memory, reports, there);
        long askedAt = clock.nanos();
        Sighting sighting = descriptions.instances();
        Situation situation = new Situation(now, sighting, entries, memory);
        Seen seen = new Seen(
                descriptions.volumes(wanted.timelyVolumes(there, situation)),
                descriptions.elasticIps(wanted.timelyAddresses(there, situation)));
        Observation observation = new Observation(askedAt, List.copyOf(there), sighting, seen);
        latest.put(place, observation);
        return observation;
    }

    /**
     * What EC2 has shown of the occurrence less than a minute ago, or shows now.
     *
     * @throws ProblemException when EC2 can't be asked
     */
    Observation fresh(JournalEntry entry, List<JournalEntry> entries, Instant now) {
        Place place = places.of(entry);
        Observation last = latest.get(place);
        return last != null && last.covers(entry) && clock.since(last.askedAt()).compareTo(Situation.FRESH) <= 0
                ? last
                : observe(place, List.of(entry), entries, now);
    }

    /** All that a decision of this moment may look at. */
    Situation situation(Observation observation, List<JournalEntry> entries, Instant now) {
        Sighting sighting = observation.sighting().takenBy(now.minus(clock.since(observation.askedAt())));
        return new Situation(now, sighting, entries, memory);
    }

    /**
     * One answer of EC2, of as many calls and pages as it took.
     *
     * @param askedAt by {@link WindowClock#nanos()}
     * @param asked the occurrences whose resources were asked for
     */
    record Observation(long askedAt, List<JournalEntry> asked, Sighting sighting, Seen seen) {
        boolean covers(JournalEntry entry) {
            return asked.stream()
                    .anyMatch(one ->
                            one.window().equals(entry.window()) && one.start().equals(entry.start()));
        }
    }
}
