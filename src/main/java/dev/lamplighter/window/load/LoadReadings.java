package dev.lamplighter.window.load;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Keeps the latest answer about the load of each slot, in memory alone: CloudWatch has it all again after a restart. Thread-safe. */
public final class LoadReadings {
    private final Map<Key, SlotLoad> latest = new ConcurrentHashMap<>();

    /** The latest answer; empty if none was asked for. */
    public Optional<SlotLoad> of(String window, Instant start, String slot) {
        return Optional.ofNullable(latest.get(new Key(window, start, slot)));
    }

    /** Takes an answer in the place of the one before. */
    public void put(LoadQuestion question, SlotLoad load) {
        latest.put(Key.of(question), load);
    }

    /** Forgets all but what these questions are about. */
    public void retain(Collection<LoadQuestion> asked) {
        latest.keySet().retainAll(asked.stream().map(Key::of).collect(Collectors.toSet()));
    }

    private record Key(String window, Instant start, String slot) {
        static Key of(LoadQuestion question) {
            return new Key(question.window(), question.start(), question.slot());
        }
    }
}
