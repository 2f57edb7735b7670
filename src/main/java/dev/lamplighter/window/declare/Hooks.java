package dev.lamplighter.window.declare;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the operator's routes at the edges of a window.
 *
 * @param ready runs once the machines are in place, before the ready check; null for none
 * @param stop runs at the end, before the first instance is stopped; null for none
 */
public record Hooks(@Nullable Hook ready, @Nullable Hook stop) {
    public static final Hooks NONE = new Hooks(null, null);

    public Optional<Hook> beforeReady() {
        return Optional.ofNullable(ready);
    }

    public Optional<Hook> preStop() {
        return Optional.ofNullable(stop);
    }

    public List<Hook> all() {
        return Stream.concat(beforeReady().stream(), preStop().stream()).toList();
    }
}
