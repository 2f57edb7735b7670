package dev.lamplighter.sandbox;

import dev.lamplighter.base.ProgressDisplay;
import dev.lamplighter.base.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells that Trino is starting, which takes longer than all else in the sandbox. */
final class TrinoStart {
    private static final String STARTING = "Trino is starting";

    private TrinoStart() {}

    /** Tells it on standard error until it is closed: with the seconds in a terminal, else once. */
    static ProgressDisplay shown(Supplier<Optional<Duration>> starting) {
        PrintWriter err = new PrintWriter(System.err, false, StandardCharsets.UTF_8);
        return Terminal.isError()
                ? ProgressDisplay.redrawing(err, () -> inTerminal(starting.get()))
                : ProgressDisplay.plain(
                        err, () -> starting.get().map(since -> STARTING).orElse(""));
    }

    /** {@code Trino is starting (14 s)}; empty when it isn't. */
    static String inTerminal(Optional<Duration> starting) {
        return starting.map(since -> STARTING + " (" + since.toSeconds() + " s)")
                .orElse("");
    }
}
