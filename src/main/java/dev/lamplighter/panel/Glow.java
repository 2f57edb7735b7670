package dev.lamplighter.panel;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours a light goes through, a shade for each step of its rhythm.
 *
 * @param shades as many as the rhythm has steps
 */
public record Glow(Rhythm rhythm, List<Rgb> shades) {
    public Glow {
        shades = List.copyOf(shades);
        if (shades.size() != rhythm.steps()) {
            throw new IllegalArgumentException(
                    rhythm + " has " + rhythm.steps() + " steps, got " + shades.size() + " shades");
        }
    }

    public static Glow steady(Rgb colour) {
        return new Glow(Rhythm.STEADY, List.of(colour));
    }

    /** Between two colours, each for one step. */
    public static Glow between(Rhythm rhythm, Rgb one, Rgb other) {
        return new Glow(rhythm, List.of(one, other));
    }

    /** Softly between {@code lowest} percent of a colour and all of it, beginning with the most. */
    public static Glow wave(Rhythm rhythm, Rgb colour, int lowest) {
        return new Glow(
                rhythm,
                IntStream.range(0, rhythm.steps())
                        .mapToObj(step -> colour.dimmedTo(percent(step, rhythm.steps(), lowest)))
                        .toList());
    }

    public Rgb at(long epochMillis) {
        return shades.get(rhythm.step(epochMillis));
    }

    private static int percent(int step, int steps, int lowest) {
        double height = (1 + Math.cos(2 * Math.PI * step / steps)) / 2;
        return (int) Math.round(lowest + (100 - lowest) * height);
    }
}
