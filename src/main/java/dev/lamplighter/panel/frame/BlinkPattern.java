package dev.lamplighter.panel.frame;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Lists the colours that a pixel goes through, one for each step of its timing.
 *
 * @param shades one colour for each step of the timing
 */
public record BlinkPattern(BlinkTiming blinkTiming, List<Rgb> shades) {
    public BlinkPattern {
        shades = List.copyOf(shades);
        if (shades.size() != blinkTiming.steps()) {
            throw new IllegalArgumentException(
                    blinkTiming + " has " + blinkTiming.steps() + " steps, got " + shades.size() + " shades");
        }
    }

    public static BlinkPattern steady(Rgb colour) {
        return new BlinkPattern(BlinkTiming.STEADY, List.of(colour));
    }

    /** Alternates between two colours, each for one step. */
    public static BlinkPattern between(BlinkTiming blinkTiming, Rgb one, Rgb other) {
        return new BlinkPattern(blinkTiming, List.of(one, other));
    }

    /** Goes smoothly from the full colour down to {@code lowest} percent of it and back. */
    public static BlinkPattern wave(BlinkTiming blinkTiming, Rgb colour, int lowest) {
        return new BlinkPattern(
                blinkTiming,
                IntStream.range(0, blinkTiming.steps())
                        .mapToObj(step -> colour.dimmedTo(percent(step, blinkTiming.steps(), lowest)))
                        .toList());
    }

    public Rgb at(long epochMillis) {
        return shades.get(blinkTiming.step(epochMillis));
    }

    private static int percent(int step, int steps, int lowest) {
        double height = (1 + Math.cos(2 * Math.PI * step / steps)) / 2;
        return (int) Math.round(lowest + (100 - lowest) * height);
    }
}
