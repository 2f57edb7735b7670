package dev.lamplighter.window.declare;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP page that has to answer with a status of 200..299 before a window counts as ready.
 *
 * @param http an {@code http:} or {@code https:} address
 * @param text what the page has to contain; null for anything
 * @param within how long after its machines are in place it should have answered
 */
public record ReadyCheck(URI http, @Nullable String text, Duration within) {
    public Optional<String> contains() {
        return Optional.ofNullable(text);
    }
}
