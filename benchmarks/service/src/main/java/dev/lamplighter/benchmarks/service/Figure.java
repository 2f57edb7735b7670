package dev.lamplighter.benchmarks.service;

import java.util.Locale;
import java.util.Optional;

/** What is measured of each contender, with the goal on Java 17 and on 25 where there is one; a bound each, in the figure's unit. */
enum Figure {
    CPU_TO_POLL("CPU to the first poll", "s", 2, 2.55, 2.55),
    WALL_TO_POLL("wall to the first poll", "s", 2),
    CPU_TO_ROUTES("CPU to all routes", "s", 2),
    WALL_TO_ROUTES("wall to all routes", "s", 2, 1.0, 0.6),
    ANON("RssAnon", "MB", 0, 95, 95),
    FILE("RssFile", "MB", 0),
    RSS("RSS", "MB", 0, 140, 120),
    PSS("PSS", "MB", 0),
    THREADS("threads", "", 0, 30, 30),
    CPU_AT_REST("CPU at rest, of a core", "%", 2, 0.3, 0.3),
    WRITTEN("written a day", "MB", 0, 50, 50),
    VERB_CPU("CPU of `status`", "s", 2, 0.25, 0.25),
    VERB_WALL("wall of `status`", "s", 2);

    private final String title;
    private final String unit;
    private final int digits;
    private final Double goal17;
    private final Double goal25;

    Figure(String title, String unit, int digits) {
        this(title, unit, digits, null, null);
    }

    Figure(String title, String unit, int digits, Number goal17, Number goal25) {
        this.title = title;
        this.unit = unit;
        this.digits = digits;
        this.goal17 = goal17 == null ? null : goal17.doubleValue();
        this.goal25 = goal25 == null ? null : goal25.doubleValue();
    }

    /** The head of its row. */
    String title() {
        return unit.isEmpty() ? title : title + ", " + unit;
    }

    String format(double value) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** The most that the service may need, by its Java. */
    Optional<Double> goal(boolean java25) {
        return Optional.ofNullable(java25 ? goal25 : goal17);
    }
}
