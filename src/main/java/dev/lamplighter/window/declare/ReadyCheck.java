package dev.lamplighter.window.declare;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names an HTTP page that must answer with a status of 200..299 before a window counts as ready.
 *
 * @param http an {@code http:} or {@code https:} address
 * @param text what the page must contain; null for anything
 * @param within how soon it should answer after the machines are in place
 */
public record ReadyCheck(URI http, @Nullable String text, Duration within) {
    public Optional<String> contains() {
        return Optional.ofNullable(text);
    }
}
