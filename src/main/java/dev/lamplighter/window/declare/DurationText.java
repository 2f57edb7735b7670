package dev.lamplighter.window.declare;

import java.time.Duration;
import java.util.Locale;

/** Values as they would be written in windows.yaml. */
final class DurationText {
    private DurationText() {}

    /** {@code 1h30m}. */
    static String of(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
