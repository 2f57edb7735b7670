package dev.lamplighter.window.edge;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lists the three moments of an occurrence that have a route. */
enum Edge {
    START,
    ASSOCIATE,
    STOP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOf(StreamingWindow window) {
        return switch (this) {
            case START -> !window.isGuard();
            case ASSOCIATE -> !window.windowResources().addresses().isEmpty();
            case STOP -> true;
        };
    }

    Instant of(Occurrence occurrence, Duration lead) {
        return switch (this) {
            case START -> occurrence.start().minus(lead);
            case ASSOCIATE -> occurrence.start();
            case STOP -> occurrence.end();
        };
    }

    /** Seconds from the wall-clock start to this edge, where no clock is changed between them. */
    long secondsFromStart(StreamingWindow window, Duration length) {
        return switch (this) {
            case START -> -window.windowTimings().lead().toSeconds();
            case ASSOCIATE -> 0;
            case STOP -> window.isGuard() ? 0 : length.toSeconds();
        };
    }
}
