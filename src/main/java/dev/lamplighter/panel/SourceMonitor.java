package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Freshness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the last poll of every source, and knows how old it is. Not thread-safe. */
final class SourceMonitor {
    /** The sources that a note names; the others are counted. */
    private static final int MOST_NOTES = 5;

    private final PollSchedule plan;
    private final SortedMap<String, PollOutageLog> watches = new TreeMap<>();
    private final SortedMap<String, FleetSnapshot> fleets = new TreeMap<>();
    private final Set<String> former = new HashSet<>();

    SourceMonitor(PollSchedule plan) {
        this.plan = plan;
        plan.sources().forEach(this::watch);
    }

    /** Has these sources be all; of one that is not among them nothing is shown or waited for any more. */
    void polls(Set<String> sources) {
        former.addAll(watches.keySet());
        former.removeAll(sources);
        watches.keySet().retainAll(sources);
        fleets.keySet().retainAll(sources);
        sources.forEach(this::watch);
    }

    /** Whether it is polled no more; a poll of it may still be under way. */
    boolean isFormer(String source) {
        return former.contains(source);
    }

    /** Takes a complete poll; returns whether its instances are as they were. */
    boolean succeeded(String source, FleetSnapshot fleet) {
        watch(source).succeeded(fleet.takenAt());
        FleetSnapshot before = fleets.put(source, fleet);
        return before != null && before.instances().equals(fleet.instances());
    }

    void missed(String source, PollFailure failure, Instant at) {
        watch(source).missed(failure, at);
    }

    /** The last complete poll of each source that had one. */
    Map<String, FleetSnapshot> fleets() {
        return fleets;
    }

    Map<String, Freshness> freshness(Instant now) {
        Map<String, Freshness> freshness = new TreeMap<>();
        watches.forEach((source, watch) -> freshness.put(source, watch.freshness(now)));
        return freshness;
    }

    /** The number of missed polls of the source that has missed most. */
    int missedPolls() {
        return watches.values().stream()
                .mapToInt(PollOutageLog::missedPolls)
                .max()
                .orElse(0);
    }

    /** The time of the latest complete poll of any source. */
    Optional<Instant> lastPollAt() {
        return watches.values().stream()
                .flatMap(watch -> watch.lastPollAt().stream())
                .max(Instant::compareTo);
    }

    /** A note for the panel about the sources that aren't fresh; empty if all are. */
    String note(Instant now) {
        List<String> notes = new ArrayList<>();
        watches.forEach((source, watch) -> {
            if (watch.freshness(now) != Freshness.FRESH) {
                notes.add((source.isEmpty() ? "" : source + " ") + age(watch, now));
            }
        });
        int more = notes.size() - MOST_NOTES;
        return more <= 0
                ? String.join("; ", notes)
                : String.join("; ", notes.subList(0, MOST_NOTES)) + "; and " + more + " more sources";
    }

    /** One line for every source, by its name. */
    Map<String, String> lines(Instant now) {
        Map<String, String> lines = new TreeMap<>();
        watches.forEach((source, watch) -> lines.put(source, age(watch, now) + ", missed " + watch.missedPolls()));
        return lines;
    }

    private PollOutageLog watch(String source) {
        return watches.computeIfAbsent(source, name -> new PollOutageLog(name, plan));
    }

    private static String age(PollOutageLog watch, Instant now) {
        String since = watch.lastPollAt()
                .map(at -> "as of " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse("no poll has succeeded yet");
        String why =
                watch.failure().map(failure -> ": " + failure.problem().line()).orElse("");
        return watch.freshness(now) + ", " + since + why;
    }
}
