package dev.lamplighter.panel.frame;

import java.util.HashMap;
import java.util.Map;

/**
 * How a light glows, from its colour, what it has to say, how fresh that is, and how much may move. Glows are made once
 * and shared, so that drawing allocates none. Not thread-safe.
 *
 * <p>A stale light keeps its motion at {@value #STALE_PERCENT} percent, which is below the lowest point of a fresh pulse:
 * at no moment is it as bright as a fresh light of its colour. A lost one says nothing but that.
 */
final class BlinkPatterns {
    static final int STALE_PERCENT = 30;
    static final int PULSE_LOWEST = 40;
    private static final int BREATH_LOWEST = 12;

    private final Motion motion;
    private final Rgb doubt;
    private final Map<Wanted, BlinkPattern> made = new HashMap<>();

    private record Wanted(Rgb colour, BlinkTiming blinkTiming, Freshness freshness) {}

    /**
     * Makes none yet.
     *
     * @param doubt the colour of what isn't known
     */
    BlinkPatterns(Motion motion, Rgb doubt) {
        this.motion = motion;
        this.doubt = doubt;
    }

    /** The glow of a light that wants to be steady, to pulse or to blink. */
    BlinkPattern of(Rgb colour, BlinkTiming blinkTiming, Freshness freshness) {
        return made.computeIfAbsent(new Wanted(colour, blinkTiming, freshness), this::make);
    }

    /** For the pixel that shows that the program is alive. */
    BlinkPattern heartbeat(Rgb colour) {
        return BlinkPattern.wave(BlinkTiming.BREATH, colour.dimmedTo(PULSE_LOWEST), BREATH_LOWEST);
    }

    private BlinkPattern make(Wanted wanted) {
        return switch (wanted.freshness()) {
            // Before the first poll a light has no state, and the colour of that.
            case FRESH, NO_POLL_YET -> moving(wanted.colour(), wanted.blinkTiming());
            case STALE -> stale(moving(wanted.colour(), wanted.blinkTiming()));
            case LOST ->
                motion == Motion.NONE
                        ? BlinkPattern.steady(stale(doubt))
                        : BlinkPattern.between(BlinkTiming.SLOW_BLINK, stale(wanted.colour()), doubt);
        };
    }

    private BlinkPattern moving(Rgb colour, BlinkTiming blinkTiming) {
        boolean full = motion == Motion.FULL;
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
