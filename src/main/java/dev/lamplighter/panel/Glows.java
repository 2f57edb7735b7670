package dev.lamplighter.panel;

import java.util.HashMap;
import java.util.Map;

/**
 * How a light glows, from its colour, what it has to say, how fresh that is, and how much may move. Glows are made once
 * and shared, so that drawing allocates none. Not thread-safe.
 *
 * <p>A stale light keeps its motion at {@value #STALE_PERCENT} percent, which is below the lowest point of a fresh pulse:
 * at no moment is it as bright as a fresh light of its colour. A lost one says nothing but that.
 */
final class Glows {
    static final int STALE_PERCENT = 30;
    static final int PULSE_LOWEST = 40;
    private static final int BREATH_LOWEST = 12;

    private final Motion motion;
    private final Rgb doubt;
    private final Map<Wanted, Glow> made = new HashMap<>();

    private record Wanted(Rgb colour, Rhythm rhythm, Freshness freshness) {}

    /**
     * Makes none yet.
     *
     * @param doubt the colour of what isn't known
     */
    Glows(Motion motion, Rgb doubt) {
        this.motion = motion;
        this.doubt = doubt;
    }

    /** The glow of a light that wants to be steady, to pulse or to blink. */
    Glow of(Rgb colour, Rhythm rhythm, Freshness freshness) {
        return made.computeIfAbsent(new Wanted(colour, rhythm, freshness), this::make);
    }

    /** For the pixel that shows that the program is alive. */
    Glow heartbeat(Rgb colour) {
        return Glow.wave(Rhythm.BREATH, colour.dimmedTo(PULSE_LOWEST), BREATH_LOWEST);
    }

    private Glow make(Wanted wanted) {
        return switch (wanted.freshness()) {
            // Before the first poll a light has no state, and the colour of that.
            case FRESH, NO_POLL_YET -> moving(wanted.colour(), wanted.rhythm());
            case STALE -> stale(moving(wanted.colour(), wanted.rhythm()));
            case LOST ->
                motion == Motion.NONE
                        ? Glow.steady(stale(doubt))
                        : Glow.between(Rhythm.SLOW_BLINK, stale(wanted.colour()), doubt);
        };
    }

    private Glow moving(Rgb colour, Rhythm rhythm) {
        boolean full = motion == Motion.FULL;
        return switch (rhythm) {
            case PULSE -> full ? Glow.wave(rhythm, colour, PULSE_LOWEST) : Glow.steady(colour);
            case BLINK -> full ? Glow.between(rhythm, colour, Rgb.BLACK) : Glow.steady(colour.blendedWithWhite());
            default -> Glow.steady(colour);
        };
    }

    private static Glow stale(Glow fresh) {
        return new Glow(
                fresh.rhythm(), fresh.shades().stream().map(Glows::stale).toList());
    }

    private static Rgb stale(Rgb colour) {
        return colour.dimmedTo(STALE_PERCENT);
    }
}
