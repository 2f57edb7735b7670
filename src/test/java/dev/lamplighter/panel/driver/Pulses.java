package dev.lamplighter.panel.driver;

import java.util.ArrayList;
import java.util.List;

/**
 * A WS2812B strip as its data sheet describes it: measures how long the line is high and low and knows nothing of SPI
 * symbols. Limits are those of the 2013 data sheet, in ns.
 */
final class Pulses {
    private static final double[] ZERO_HIGH = {250, 550};
    private static final double[] ZERO_LOW = {700, 1000};
    private static final double[] ONE_HIGH = {650, 950};
    private static final double[] ONE_LOW = {300, 600};

    private final double clockHz;
    private final boolean strict;
    private final double resetNanos;

    /**
     * @param strict whether pulses outside the data sheet are an error and the reset must be that of newer parts (280 us,
     *     the longest there is); otherwise 50 us are enough and a pulse is what an LED takes it for
     */
    Pulses(double clockHz, boolean strict) {
        this.clockHz = clockHz;
        this.strict = strict;
        this.resetNanos = strict ? 280_000 : 50_000;
    }

    /** The latched colours in strip order as 0xRRGGBB; throws {@link AssertionError} for a line no strip understands. */
    List<Integer> colours(byte[] spi, int idleClocks, boolean restsHigh) {
        List<Boolean> bits = new ArrayList<>();
        List<Boolean> latched = new ArrayList<>();
        boolean[] line = line(spi, idleClocks);
        int at = 0;
        if (restsHigh) {
            // The line comes down with the first clock: a pulse of unknown length, cleared by the reset that follows.
            at = run(line, 0);
            check(!line[0] && nanos(at) >= resetNanos, "no reset after the line rested high");
        }
        while (at < line.length) {
            int length = run(line, at);
            if (line[at]) {
                int low = run(line, at + length);
                boolean reset = nanos(low) >= resetNanos;
                bits.add(bit(nanos(length), nanos(low), reset));
                if (reset) {
                    latched = bits;
                    bits = new ArrayList<>();
                }
            }
            at += length;
        }
        check(bits.isEmpty(), bits.size() + " bits without a reset after them");
        check(!latched.isEmpty() && latched.size() % 24 == 0, latched.size() + " bits are no whole LEDs");
        return rgb(latched);
    }

    private boolean bit(double high, double low, boolean reset) {
        boolean one = high > 525;
        if (strict) {
            within(high, one ? ONE_HIGH : ZERO_HIGH, "high");
            if (!reset) {
                within(low, one ? ONE_LOW : ZERO_LOW, "low");
            }
        }
        return one;
    }

    private static void within(double nanos, double[] limits, String what) {
        check(nanos >= limits[0] && nanos <= limits[1], what + " for " + nanos + " ns");
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

    private static List<Integer> rgb(List<Boolean> bits) {
        List<Integer> colours = new ArrayList<>();
        for (int led = 0; led < bits.size(); led += 24) {
            int grb = 0;
            for (int bit = 0; bit < 24; bit++) {
                grb = grb << 1 | (bits.get(led + bit) ? 1 : 0);
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
