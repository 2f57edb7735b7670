package dev.lamplighter.app.status;

import dev.lamplighter.panel.InstancePixel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last things that happened, for the picture of a run: lines of the log, each of which is a decision, an alert
 * or a publication, and lights that are in another state than before. Thread-safe.
 */
public final class RunEvents {
    /** As many as one takes in at a glance. */
    static final int MOST = 5;

    private final Deque<RunEvent> latest = new ArrayDeque<>();
    private final Map<String, InstancePixel> lights = new HashMap<>();
    private boolean looked;

    /** How much an event needs the operator. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }

    /** A thing that happened, in one line. */
    public record RunEvent(Instant at, Level level, String text) {}

    /** Remembers it; the oldest is forgotten. */
    public synchronized void add(RunEvent event) {
        latest.addLast(event);
        if (latest.size() > MOST) {
            latest.removeFirst();
        }
    }

    /** Remembers each light that has another state than before; the first lights are no event. */
    public synchronized void look(List<InstancePixel> now, Instant at) {
        Map<String, InstancePixel> before = Map.copyOf(lights);
        lights.clear();
        now.forEach(light -> lights.put(light.getInstanceId(), light));
        if (looked) {
            now.forEach(light -> tell(before.get(light.getInstanceId()), light, at));
            before.values().stream()
                    .filter(light -> !lights.containsKey(light.getInstanceId()))
                    .forEach(light -> add(new RunEvent(at, Level.INFO, light.getName() + " is gone")));
        }
        looked |= !now.isEmpty();
    }

    private void tell(@Nullable InstancePixel before, InstancePixel light, Instant at) {
        if (before == null) {
            add(new RunEvent(at, Level.INFO, light.getName() + " is " + light.getState() + ", new"));
        } else if (!before.getState().equals(light.getState())) {
            String text = light.getName() + " is " + light.getState() + ", was " + before.getState();
            add(new RunEvent(at, Level.INFO, text));
        }
    }

    /** The oldest first. */
    public synchronized List<RunEvent> latest() {
        return List.copyOf(latest);
    }
}
