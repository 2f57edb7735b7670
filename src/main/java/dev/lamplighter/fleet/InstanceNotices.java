package dev.lamplighter.fleet;

import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.MessageOutbox;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells the operator's route {@code instance-state} of each instance that is in another state than before, by
 * the polls that the panel is drawn from. The first poll of a source after the start is what later ones are compared with.
 */
public final class InstanceNotices {
    private static final Set<String> EVENTS = Set.of(Event.INSTANCE_STATE);
    private static final String NONE = "none";

    private final Supplier<List<String>> sources;
    private final Function<String, Optional<FleetSnapshot>> latest;
    private final MessageOutbox messages;
    private final Map<String, FleetSnapshot> told = new HashMap<>();

    /**
     * Makes one for these sources.
     *
     * @param sources their names now; an empty one for the machine's own account and region
     * @param latest the last complete poll of a source
     */
    public InstanceNotices(
            Supplier<List<String>> sources, Function<String, Optional<FleetSnapshot>> latest, MessageOutbox messages) {
        this.sources = sources;
        this.latest = latest;
        this.messages = messages;
    }

    /** Tells what has changed since the last look. */
    public synchronized void look() {
        if (!messages.wants(EVENTS)) {
            return;
        }
        List<String> polled = sources.get();
        told.keySet().retainAll(polled);
        for (String source : polled) {
            latest.apply(source).ifPresent(now -> look(source, now));
        }
    }

    private void look(String source, FleetSnapshot now) {
        FleetSnapshot before = told.get(source);
        if (before != null && !before.takenAt().equals(now.takenAt())) {
            for (Instance instance : now.instances()) {
                String was = before.instance(instance.id())
                        .map(known -> known.state().awsName())
                        .orElse(NONE);
                tell(source, instance, was, instance.state().awsName(), now.takenAt());
            }
            before.instances().stream()
                    .filter(gone -> now.instance(gone.id()).isEmpty())
                    .forEach(gone -> tell(source, gone, gone.state().awsName(), NONE, now.takenAt()));
        }
        told.put(source, now);
    }

    private void tell(String source, Instance instance, String was, String is, Instant at) {
        if (was.equals(is)) {
            return;
        }
        messages.publish(new Event(
                Event.INSTANCE_STATE,
                source + " " + instance.id() + " " + is + " " + at,
                Map.of(
                        "InstanceId",
                        instance.id(),
                        "InstanceName",
                        instance.name(),
                        "InstanceState",
                        is,
                        "InstanceStateBefore",
                        was,
                        "InstanceSource",
                        source,
                        "InstanceSeenAt",
                        at.toString()),
                instance.name() + " is " + is,
                instance.name() + (instance.name().equals(instance.id()) ? "" : " (" + instance.id() + ")") + " is "
                        + is + ", was " + was,
                "",
                null));
    }
}
