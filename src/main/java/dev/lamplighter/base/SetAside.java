package dev.lamplighter.base;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Lists what is set aside because it can't be used as it is written: windows, routes, queries, checks and settings, each
 * with the problem that the operator has to correct. Files are read at the start; windows.yaml and route files also at a
 * reload. Thread-safe.
 */
public final class SetAside {
    /** The areas, by the names that alerts and the status use. */
    public static final String LIGHT = "light";

    public static final String WINDOWS = "windows";
    public static final String COSTS = "costs";
    public static final String HTTP = "http";
    public static final String ROUTES = "routes";
    public static final String SETTINGS = "settings";

    /** All areas, in the order in which they are shown. */
    public static final List<String> AREAS = List.of(LIGHT, WINDOWS, COSTS, HTTP, ROUTES, SETTINGS);

    /**
     * One thing that is set aside.
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

        /** The line for people: {@code set aside: CODE where what: why; fix: ...}. */
        public String line() {
            return (stopsArea ? area + " is set aside: " : "set aside: ") + problem.line();
        }
    }

    private final Set<Entry> entries = new LinkedHashSet<>();
    private final UnaryOperator<Problem> located;

    /** Makes a list for problems that already name their file and line. */
    public SetAside() {
        this(problem -> problem);
    }

    /** @param located finds the file and line of a problem that names a setting */
    public SetAside(UnaryOperator<Problem> located) {
        this.located = located;
    }

    /** Adds something that is set aside while the rest of its area goes on. Adding it again is harmless. */
    public synchronized void add(String area, Problem problem) {
        entries.add(new Entry(area, located.apply(problem), false));
    }

    /** Adds a problem that sets the whole area aside. Adding it again is harmless. */
    public synchronized void stop(String area, Problem problem) {
        entries.remove(new Entry(area, located.apply(problem), false));
        entries.add(new Entry(area, located.apply(problem), true));
    }

    /** Replaces some entries by others, which may be fewer or more. */
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

    /** The areas that can't do their work at all. */
    public Set<String> stoppedAreas() {
        return entries().stream().filter(Entry::stopsArea).map(Entry::area).collect(Collectors.toUnmodifiableSet());
    }

    /** See {@link Entry#line()}. */
    public List<String> lines() {
        return entries().stream().map(Entry::line).toList();
    }
}
