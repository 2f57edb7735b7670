package dev.lamplighter.window.declare;

import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds windows whose lead begins before the previous occurrence on one of their instances has ended, although there is a
 * gap between the two. If there is no gap, the instance is on already and the lead doesn't matter.
 */
final class OverlappingLeads {
    private static final Duration STRETCH = Duration.ofDays(28);
    /** The most occurrences of a window that are checked. */
    private static final int MOST = 20_000;

    private final List<StreamingWindow> windows;
    private final Map<String, Instant> latestEnds = new HashMap<>();
    private final Map<String, Integer> looked = new HashMap<>();
    private final Map<String, Gap> tight = new HashMap<>();

    private OverlappingLeads(List<StreamingWindow> windows) {
        this.windows = windows;
    }

    /** The first gap that is too short for a window's lead, between {@code from} and {@code to}, by the window's name. */
    static Map<String, Gap> find(List<StreamingWindow> windows, Instant from, Instant to) {
        OverlappingLeads leads = new OverlappingLeads(windows);
        for (Instant at = from; at.isBefore(to); at = at.plus(STRETCH)) {
            leads.check(at, at.plus(STRETCH));
        }
        return leads.tight;
    }

    private void check(Instant from, Instant to) {
        List<Opening> openings = new ArrayList<>();
        for (StreamingWindow window : windows) {
            int before = looked.getOrDefault(window.name(), 0);
            if (before < MOST) {
                List<Occurrence> found = window.schedule().occurrences(from, to);
                looked.put(window.name(), before + found.size());
                found.forEach(occurrence -> openings.add(new Opening(window, occurrence)));
            }
        }
        openings.sort(Comparator.comparing(Opening::start));
        openings.forEach(this::judge);
    }

    private void judge(Opening opening) {
        StreamingWindow window = opening.window();
        for (String instance : window.windowResources().instances()) {
            Instant latest = latestEnds.getOrDefault(instance, Instant.MIN);
            boolean gap = latest.isBefore(opening.start());
            if (gap
                    && latest.isAfter(
                            opening.start().minus(window.windowTimings().lead()))) {
                tight.putIfAbsent(window.name(), new Gap(opening.start(), Duration.between(latest, opening.start())));
            }
            Instant end = opening.occurrence().end();
            latestEnds.put(instance, end.isAfter(latest) ? end : latest);
        }
    }

    /**
     * A gap between two occurrences on one instance.
     *
     * @param start of the later one
     */
    record Gap(Instant start, Duration length) {}

    private record Opening(StreamingWindow window, Occurrence occurrence) {
        Instant start() {
            return occurrence.start();
        }
    }
}
