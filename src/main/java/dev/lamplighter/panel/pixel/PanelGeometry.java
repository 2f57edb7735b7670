package dev.lamplighter.panel.pixel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the size of a panel in pixels. Pixels are counted row-major from the top left: index = y*width + x.
 *
 * @param width columns, 1..64
 * @param height rows, 1..64
 */
public record PanelGeometry(int width, int height) {
    private static final int LARGEST = 64;
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2})x(\\d{1,2})");

    public PanelGeometry {
        requireSide("width", width);
        requireSide("height", height);
    }

    /** Reads {@code 8x4} (width x height); throws {@link IllegalArgumentException} for anything else. */
    public static PanelGeometry parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("a size must be WIDTHxHEIGHT, got \"" + text + "\"");
        }
        return new PanelGeometry(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    public int size() {
        return width * height;
    }

    public boolean contains(PixelPosition position) {
        return position.x() < width && position.y() < height;
    }

    public int index(PixelPosition position) {
        if (!contains(position)) {
            throw new IllegalArgumentException(
                    "a pixel of a " + this + " panel is in " + allowed() + ", got " + position);
        }
        return position.y() * width + position.x();
    }

    public PixelPosition position(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("an index must be in 0.." + (size() - 1) + ", got " + index);
        }
        return new PixelPosition(index % width, index / width);
    }

    /** The range of allowed positions, for messages: {@code 0,0..7,7}. */
    public String allowed() {
        return "0,0.." + (width - 1) + "," + (height - 1);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }

    private static void requireSide(String name, int value) {
        if (value < 1 || value > LARGEST) {
            throw new IllegalArgumentException(name + " must be in 1.." + LARGEST + ", got " + value);
        }
    }
}
