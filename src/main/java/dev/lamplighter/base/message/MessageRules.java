package dev.lamplighter.base.message;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says who is told what.
 *
 * @param places as in {@link Message#place()}
 * @param about what people want to be told, see {@link Event#about()}
 * @param quiet when notices wait; null for never
 */
public record MessageRules(
        List<String> places, Set<String> about, @Nullable QuietTime quiet) {
    /** Nobody is told anything. */
    public static final MessageRules NONE = new MessageRules(List.of(), Set.of(), null);

    public MessageRules {
        places = List.copyOf(places);
        about = Set.copyOf(about);
    }

    /** Who is told of an event. */
    List<String> placesFor(Event event) {
        return about.contains(event.about()) ? places : List.of();
    }
}
