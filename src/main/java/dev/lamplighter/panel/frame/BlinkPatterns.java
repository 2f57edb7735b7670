package dev.lamplighter.panel.frame;

import java.util.HashMap;
import java.util.Map;

/**
 * Chooses the blink pattern of a pixel by its colour, its timing, its freshness, and how much motion is allowed. Patterns
 * are made once and shared, so that drawing doesn't allocate any. Not thread-safe.
 *
 * <p>A stale pixel keeps its motion at {@value #STALE_PERCENT} percent of the brightness. That is below the lowest point of
 * a fresh pulse, so a stale pixel is never as bright as a fresh one of its colour. A lost pixel shows only that it is lost.
 */
final class BlinkPatterns {
    static final int STALE_PERCENT = 30;
    static final int PULSE_LOWEST = 40;
    private static final int BREATH_LOWEST = 12;

    private final MotionLevel motion;
    private final Rgb doubt;
    private final Map<Wanted, BlinkPattern> made = new HashMap<>();

    private record Wanted(Rgb colour, BlinkTiming blinkTiming, Freshness freshness) {}

    /**
     * Makes a chooser that has made no patterns yet.
     *
     * @param doubt the colour for an unknown state, with which a lost pixel alternates
     */
    BlinkPatterns(MotionLevel motion, Rgb doubt) {
        this.motion = motion;
        this.doubt = doubt;
    }

    /** The pattern of the pixel of an instance. */
    BlinkPattern of(Rgb colour, BlinkTiming blinkTiming, Freshness freshness) {
        return made.computeIfAbsent(new Wanted(colour, blinkTiming, freshness), this::make);
    }

    /** The pattern of the pixel that shows that the program is alive. */
    BlinkPattern heartbeat(Rgb colour) {
        return BlinkPattern.wave(BlinkTiming.BREATH, colour.dimmedTo(PULSE_LOWEST), BREATH_LOWEST);
    }

    private BlinkPattern make(Wanted wanted) {
        return switch (wanted.freshness()) {
            // Before the first poll the state is unknown, and its colour already says so.
            case FRESH, NO_POLL_YET -> moving(wanted.colour(), wanted.blinkTiming());
            case STALE -> stale(moving(wanted.colour(), wanted.blinkTiming()));
            case LOST ->
                motion == MotionLevel.NONE
                        ? BlinkPattern.steady(stale(doubt))
                        : BlinkPattern.between(BlinkTiming.SLOW_BLINK, stale(wanted.colour()), doubt);
        };
    }

    private BlinkPattern moving(Rgb colour, BlinkTiming blinkTiming) {
        boolean full = motion == MotionLevel.FULL;
        return switch (blinkTiming) {
            case PULSE -> full ? BlinkPattern.wave(blinkTiming, colour, PULSE_LOWEST) : BlinkPattern.steady(colour);
            case BLINK ->
                full
                        ? BlinkPattern.between(blinkTiming, colour, Rgb.BLACK)
                        : BlinkPattern.steady(colour.blendedWithWhite());
            default -> BlinkPattern.steady(colour);
        };
    }

    private static BlinkPattern stale(BlinkPattern fresh) {
        return new BlinkPattern(
                fresh.blinkTiming(),
                fresh.shades().stream().map(BlinkPatterns::stale).toList());
    }

    private static Rgb stale(Rgb colour) {
        return colour.dimmedTo(STALE_PERCENT);
    }
}
