package dev.lamplighter.panel.frame;

import dev.lamplighter.base.Settings;
import java.util.Arrays;
import java.util.Locale;

/** How much the lights may move. */
public enum Motion {
    /** Transitions pulse, failed checks blink, lost lights alternate. */
    FULL,
    /** Only what is lost alternates, once in two seconds; a failed check is blended with white instead. */
    REDUCED,
    /** Nothing moves: as {@link #REDUCED}, and what is lost is dim white. */
    NONE;

    static final String KEY = "panel.motion";

    public static Motion of(Settings settings) {
        return valueOf(settings.oneOf(
                        KEY,
                        FULL.word(),
                        Arrays.stream(values()).map(Motion::word).toList())
                .toUpperCase(Locale.ROOT));
    }

    /** As in {@code panel.motion}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
