package dev.lamplighter.base.message;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says who is told what.
 *
 * @param places as in {@link Message#place()}
 * @param about what people want to be told, see {@link Event#about()}
 * @param quiet when notices to people wait; null for never
 * @param handsOver whether events also go to the operator's routes
 */
public record MessageRules(
        List<String> places, Set<String> about, @Nullable QuietTime quiet, boolean handsOver) {
    /** Nobody is told anything. */
    public static final MessageRules NONE = new MessageRules(List.of(), Set.of(), null);

    /** The first word of a place that is a route of the operator; the second one is its name. */
    public static final String ROUTE = "route";

    public MessageRules {
        places = List.copyOf(places);
        about = Set.copyOf(about);
    }

    /** Makes rules for people alone. */
    public MessageRules(List<String> places, Set<String> about, @Nullable QuietTime quiet) {
        this(places, about, quiet, false);
    }

    /** Who is told of an event. */
    List<String> placesFor(Event event) {
        List<String> people = about.contains(event.about()) ? places : List.of();
        return handsOver && !event.route().isEmpty()
                ? Stream.concat(people.stream(), Stream.of(ROUTE + " " + event.route()))
                        .toList()
                : people;
    }

    /** Whether any of these events is told to anybody. */
    boolean wants(Set<String> events) {
        return handsOver || (!places.isEmpty() && about.stream().anyMatch(events::contains));
    }

    boolean isAny() {
        return handsOver || !places.isEmpty();
    }

    /** Whether a message that was kept still goes to its place. */
    boolean isFor(String place) {
        return places.contains(place) || (handsOver && place.startsWith(ROUTE + " "));
    }

    /** When a message may go: now, unless it is a notice to people and it is quiet. */
    boolean isAllowed(Message message, Instant now) {
        return quiet == null
                || message.about().equals(Event.ALERTS)
                || message.kind().equals(ROUTE)
                || !quiet.over(now).isAfter(now);
    }
}
