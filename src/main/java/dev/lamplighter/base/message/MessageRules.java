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
 * @param routes of the operator, by name, to which their events also go
 */
public record MessageRules(
        List<String> places, Set<String> about, @Nullable QuietTime quiet, Set<String> routes) {
    /** Nobody is told anything. */
    public static final MessageRules NONE = new MessageRules(List.of(), Set.of(), null);

    /** The first word of a place that is a route of the operator; the second one is its name. */
    public static final String ROUTE = "route";

    public MessageRules {
        places = List.copyOf(places);
        about = Set.copyOf(about);
        routes = Set.copyOf(routes);
    }

    /** Makes rules for people alone. */
    public MessageRules(List<String> places, Set<String> about, @Nullable QuietTime quiet) {
        this(places, about, quiet, Set.of());
    }

    /** Who is told of an event. */
    List<String> placesFor(Event event) {
        List<String> people = about.contains(event.about()) ? places : List.of();
        return routes.contains(event.route())
                ? Stream.concat(people.stream(), Stream.of(ROUTE + " " + event.route()))
                        .toList()
                : people;
    }

    /** Whether any of these events is told to anybody. */
    boolean wants(Set<String> events) {
        return events.stream()
                .anyMatch(
                        event -> routes.contains(Event.routeOf(event)) || (!places.isEmpty() && about.contains(event)));
    }

    boolean isAny() {
        return !routes.isEmpty() || !places.isEmpty();
    }

    /** Whether a message that was kept still goes to its place. */
    boolean isFor(String place) {
        return places.contains(place)
                || (place.startsWith(ROUTE + " ") && routes.contains(place.substring(ROUTE.length() + 1)));
    }

    /** When a message may go: now, unless it is a notice to people and it is quiet. */
    boolean isAllowed(Message message, Instant now) {
        return quiet == null
                || message.about().equals(Event.ALERTS)
                || message.kind().equals(ROUTE)
                || !quiet.over(now).isAfter(now);
    }
}
