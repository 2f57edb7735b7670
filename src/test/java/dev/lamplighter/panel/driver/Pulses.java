package dev.lamplighter.panel.driver;

import java.util.ArrayList;
import java.util.List;

/**
 * A strip as its data sheet describes it: measures how long the line is high and low and knows nothing of SPI symbols.
 */
final class Pulses {
    /** Longer than this is a one for every part. */
    private static final double BETWEEN_ZERO_AND_ONE = 525;

    private final double clockHz;
    private final Limits limits;
    private final double resetNanos;

    record Range(double from, double to) {}

    /** What a part takes for a bit, from..to in ns: a zero's high and low time, a one's high and low time. */
    record Limits(Range zeroHigh, Range zeroLow, Range oneHigh, Range oneLow, double resetNanos) {
        /** Data sheet of 2013; the reset of newer parts, which is the longest there is. */
        static final Limits WS2812B = new Limits(
                new Range(250, 550), new Range(700, 1000), new Range(650, 950), new Range(300, 600), 280_000);

        /** 300 and 900, 600 and 600, each give or take 150. */
        static final Limits SK6812 = new Limits(
                new Range(150, 450), new Range(750, 1050), new Range(450, 750), new Range(450, 750), 280_000);

        /** What LEDs put up with in practice: a pulse is what they take it for. */
        static final Limits TOLERANT = new Limits(
                new Range(63, 525), new Range(300, 5000), new Range(525, 5000), new Range(200, 5000), 50_000);
    }

    Pulses(double clockHz, Limits limits) {
        this.clockHz = clockHz;
        this.limits = limits;
        this.resetNanos = limits.resetNanos();
    }

    /** The latched colours in strip order as 0xRRGGBB; throws {@link AssertionError} for a line no strip understands. */
    List<Integer> colours(byte[] spi, int idleClocks, boolean restsHigh) {
        boolean[] line = line(spi, idleClocks);
        boolean[] bits = new boolean[spi.length];
        int count = 0;
        int latched = 0;
        int at = 0;
        if (restsHigh) {
            // The line comes down with the first clock: a pulse of unknown length, cleared by the reset that follows.
            at = run(line, 0);
            check(!line[0] && nanos(at) >= resetNanos, "no reset after the line rested high");
        }
        while (at < line.length) {
            int length = run(line, at);
            if (line[at]) {
                check(latched == 0, "bits after the reset that ends the frame");
                double low = nanos(run(line, at + length));
                bits[count++] = bit(nanos(length), low);
                latched = low >= resetNanos ? count : 0;
            }
            at += length;
        }
        check(latched > 0 && latched == count, count + " bits without a reset after them");
        check(latched % 24 == 0, latched + " bits are no whole LEDs");
        return rgb(bits, latched);
    }

    private boolean bit(double high, double low) {
        boolean one = high > BETWEEN_ZERO_AND_ONE;
        within(high, one ? limits.oneHigh() : limits.zeroHigh(), "high");
        if (low < resetNanos) {
            within(low, one ? limits.oneLow() : limits.zeroLow(), "low");
        }
        return one;
    }

    private static void within(double nanos, Range limits, String what) {
        if (nanos < limits.from() || nanos > limits.to()) {
            throw new AssertionError(what + " for " + nanos + " ns");
        }
    }

    private double nanos(int clocks) {
        return clocks * 1e9 / clockHz;
    }

    private static int run(boolean[] line, int from) {
        int to = from;
        while (to < line.length && line[to] == line[from]) {
            to++;
        }
        return to - from;
    }

    /** The level in every clock; in idle clocks the line keeps the level of the byte's last bit. */
    private static boolean[] line(byte[] spi, int idleClocks) {
        boolean[] line = new boolean[spi.length * (8 + idleClocks)];
        int clock = 0;
        for (byte value : spi) {
            for (int bit = 7; bit >= 0; bit--) {
                line[clock++] = (value >> bit & 1) == 1;
            }
            for (int idle = 0; idle < idleClocks; idle++) {
                line[clock++] = (value & 1) == 1;
            }
        }
        return line;
    }

    private static List<Integer> rgb(boolean[] bits, int count) {
        List<Integer> colours = new ArrayList<>();
        for (int led = 0; led < count; led += 24) {
            int grb = 0;
            for (int bit = 0; bit < 24; bit++) {
                grb = grb << 1 | (bits[led + bit] ? 1 : 0);
            }
            colours.add((grb >> 8 & 0xff) << 16 | (grb >> 16 & 0xff) << 8 | (grb & 0xff));
        }
        return colours;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
