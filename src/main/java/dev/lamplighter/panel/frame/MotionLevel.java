package dev.lamplighter.panel.frame;

import dev.lamplighter.base.Settings;
import java.util.Arrays;
import java.util.Locale;

/** Says how much the pixels may blink and pulse. */
public enum MotionLevel {
    /** Transitions pulse, failed checks blink, lost pixels alternate with dim white. */
    FULL,
    /**
     * Only lost pixels alternate, once in two seconds; the colour of a failed check is blended with white instead of
     * blinking.
     */
    REDUCED,
    /** Nothing moves: like {@link #REDUCED}, but lost pixels are dim white. */
    NONE;

    static final String KEY = "panel.motion";

    public static MotionLevel of(Settings settings) {
        return valueOf(settings.oneOf(
                        KEY,
                        FULL.word(),
                        Arrays.stream(values()).map(MotionLevel::word).toList())
                .toUpperCase(Locale.ROOT));
    }

    /** The value in {@code panel.motion}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
