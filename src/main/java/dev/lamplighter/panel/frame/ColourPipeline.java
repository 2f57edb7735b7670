package dev.lamplighter.panel.frame;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Converts colours to LED values: gamma, then brightness with a floor of 1, then the current limit.
 *
 * <p>{@code out = max(1, floor(255 * brightness * (in/255)^gamma + 0.5))} for {@code in > 0}. In this order a dark orange
 * stays orange at low brightness; in the reverse order, which Pimoroni's library uses, it turns red or black.
 */
public final class ColourPipeline {
    /** The gamma of Pimoroni's tables, 1/0.45. */
    public static final double DEFAULT_GAMMA = 1 / 0.45;

    /** A WS2812B takes about 20 mA per channel at 255 and 1 mA when dark (data sheet: constant current, quiescent). */
    private static final double CHANNEL_MILLIAMPS = 20;

    private static final double IDLE_MILLIAMPS = 1;

    private final double brightness;
    private final double gamma;
    private final double maxMilliamps;
    private final Map<Double, int[]> tables = new ConcurrentHashMap<>();

    /**
     * Makes a pipeline; it computes a table for each brightness once.
     *
     * @param brightness 0 (dark) to 1
     * @param gamma 1 leaves colours as they are
     * @param maxMilliamps for the panel as a whole. A lit channel is never turned off, so a limit near the panel's idle
     *     current may be exceeded by 20/255 mA for each lit channel
     */
    public ColourPipeline(double brightness, double gamma, int maxMilliamps) {
        this.brightness = brightness;
        this.gamma = gamma;
        this.maxMilliamps = maxMilliamps;
    }

    /** The frame in device values, no brighter than the frame allows, without labels and note. */
    public Frame apply(Frame frame) {
        int[] table = tables.computeIfAbsent(Math.min(brightness, frame.brightness()), this::table);
        List<Rgb> device = frame.pixels().stream()
                .map(colour -> new Rgb(table[colour.red()], table[colour.green()], table[colour.blue()]))
                .toList();
        double idle = device.size() * IDLE_MILLIAMPS;
        double light = milliamps(device) - idle;
        if (light + idle <= maxMilliamps) {
            return new Frame(frame.geometry(), device);
        }
        double factor = Math.max(0, maxMilliamps - idle) / light;
        return new Frame(
                frame.geometry(),
                device.stream().map(colour -> scaled(colour, factor)).toList());
    }

    private int[] table(double most) {
        int[] table = new int[256];
        for (int in = 1; in < table.length; in++) {
            int out = (int) Math.floor(255 * most * Math.pow(in / 255.0, gamma) + 0.5);
            table[in] = most == 0 ? 0 : Math.max(1, out);
        }
        return table;
    }

    /** The current that the panel draws for these device values, in milliamperes. */
    public static double milliamps(List<Rgb> device) {
        long channels = device.stream()
                .mapToLong(colour -> colour.red() + colour.green() + colour.blue())
                .sum();
        return channels / 255.0 * CHANNEL_MILLIAMPS + device.size() * IDLE_MILLIAMPS;
    }

    private static Rgb scaled(Rgb colour, double factor) {
        return new Rgb(scaled(colour.red(), factor), scaled(colour.green(), factor), scaled(colour.blue(), factor));
    }

    private static int scaled(int channel, double factor) {
        return channel == 0 ? 0 : Math.max(1, (int) Math.floor(channel * factor));
    }
}
