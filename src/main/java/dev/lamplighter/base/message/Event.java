package dev.lamplighter.base.message;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes something that happened and that people may want to be told.
 *
 * @param about {@link #ALERTS} or one of the other words of the setting {@code alerts.about}
 * @param key tells it from every other event about the same; an event is told once per key
 * @param fields headers, by name
 * @param title a few words
 * @param text what happened, in one line or more
 * @param html the same as a page; empty for most events
 * @param until when nobody needs to be told any more; null for never
 */
public record Event(
        String about,
        String key,
        Map<String, String> fields,
        String title,
        String text,
        String html,
        @Nullable Instant until) {
    public static final String ALERTS = "alerts";
    public static final String LETTER = "letter";
    public static final String SOON = "starting-soon";
    public static final String READY = "ready";
    public static final String NOT_READY = "not-ready";
    public static final String OVER = "over";

    /** The events of windows, for people and for the route {@link #WINDOW_PHASE}. */
    public static final Set<String> WINDOWS = Set.of(SOON, READY, NOT_READY, OVER);

    public static final String WINDOW_PHASE = "window-phase";

    /** An instance is in another state; also the name of its route. */
    public static final String INSTANCE_STATE = "instance-state";

    /** A month of a report shows another version; also the name of its route. */
    public static final String MONTH_PUBLISHED = "month-published";

    public Event {
        fields = Map.copyOf(fields);
    }

    /** The name of the operator's route for it; empty if there is none. */
    String route() {
        return routeOf(about);
    }

    static String routeOf(String about) {
        return WINDOWS.contains(about)
                ? WINDOW_PHASE
                : about.equals(INSTANCE_STATE) || about.equals(MONTH_PUBLISHED) ? about : "";
    }
}
