package dev.lamplighter.panel.pixel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives the position of a pixel on the panel.
 *
 * @param x columns to the right, from 0
 * @param y rows down, from 0
 */
public record PixelPosition(int x, int y) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})\\s*,\\s*(\\d{1,4})");

    public PixelPosition {
        if (x < 0 || y < 0) {
            throw new IllegalArgumentException("x and y must be 0 or more, got " + x + "," + y);
        }
    }

    /** Reads {@code x,y}; throws {@link IllegalArgumentException} for anything else. */
    public static PixelPosition parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("a pixel must be x,y, got \"" + text + "\"");
        }
        return new PixelPosition(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    @Override
    public String toString() {
        return x + "," + y;
    }
}
