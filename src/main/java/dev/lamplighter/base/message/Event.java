package dev.lamplighter.base.message;

import java.time.Instant;
import java.util.Map;
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

    public Event {
        fields = Map.copyOf(fields);
    }
}
