package dev.lamplighter.base;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Knows what the service does without, because it can't be used as it is written: windows, routes, queries, checks and
 * settings, each with the problem that a person has to mend. Files are read at the start, so that the next one begins anew;
 * windows.yaml and those of routes also when a person says so. Thread-safe.
 */
public final class SetAside {
    /** The areas, by which alerts and the status name them. */
    public static final String LIGHT = "light";

    public static final String WINDOWS = "windows";
    public static final String COSTS = "costs";
    public static final String HTTP = "http";
    public static final String ROUTES = "routes";
    public static final String SETTINGS = "settings";

    /** All areas, in the order in which they are shown. */
    public static final List<String> AREAS = List.of(LIGHT, WINDOWS, COSTS, HTTP, ROUTES, SETTINGS);

    /**
     * One thing.
     *
     * @param area one of {@link #AREAS}
     * @param stopsArea whether the area can't do its work at all without it
     */
    public record Entry(String area, Problem problem, boolean stopsArea) {
        public Entry {
            if (!AREAS.contains(area)) {
                throw new IllegalArgumentException("area must be one of " + AREAS + ", got " + area);
            }
        }

        /** For people: {@code set aside: CODE  where  what: why; fix: ...}. */
        public String line() {
            return (stopsArea ? area + " is set aside: " : "set aside: ") + problem.line();
        }
    }

    private final Set<Entry> entries = new LinkedHashSet<>();
    private final UnaryOperator<Problem> located;

    /** Of problems that name their place. */
    public SetAside() {
        this(problem -> problem);
    }

    /** @param located finds the file and line of a problem that names a setting */
    public SetAside(UnaryOperator<Problem> located) {
        this.located = located;
    }

    /** This is set aside, the rest of its area goes on. Telling it again is harmless. */
    public synchronized void add(String area, Problem problem) {
        entries.add(new Entry(area, located.apply(problem), false));
    }

    /** Because of this the whole area is set aside. Telling it again is harmless. */
    public synchronized void stop(String area, Problem problem) {
        entries.remove(new Entry(area, located.apply(problem), false));
        entries.add(new Entry(area, located.apply(problem), true));
    }

    /** Tells some entries anew, which may be fewer, more or others by now. */
    public synchronized void replace(List<Entry> before, List<Entry> now) {
        before.forEach(entry -> entries.remove(located(entry)));
        now.forEach(entry -> entries.add(located(entry)));
    }

    private Entry located(Entry entry) {
        return new Entry(entry.area(), located.apply(entry.problem()), entry.stopsArea());
    }

    /** Everything, by area and within it in the order in which it was found. */
    public synchronized List<Entry> entries() {
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort((one, other) -> Integer.compare(AREAS.indexOf(one.area()), AREAS.indexOf(other.area())));
        return List.copyOf(inOrder);
    }

    /** Those that can't do their work at all. */
    public Set<String> stoppedAreas() {
        return entries().stream().filter(Entry::stopsArea).map(Entry::area).collect(Collectors.toUnmodifiableSet());
    }

    /** See {@link Entry#line()}. */
    public List<String> lines() {
        return entries().stream().map(Entry::line).toList();
    }
}
