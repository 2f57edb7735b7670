package dev.lamplighter.panel.frame;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Holds a colour; each channel in 0..255. */
public record Rgb(int red, int green, int blue) {
    public static final Rgb BLACK = new Rgb(0, 0, 0);

    private static final Pattern WRITTEN = Pattern.compile("#[0-9a-fA-F]{6}");

    public Rgb {
        requireChannel("red", red);
        requireChannel("green", green);
        requireChannel("blue", blue);
    }

    /** Reads {@code #rrggbb}; throws {@link IllegalArgumentException} for anything else. */
    public static Rgb parse(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException("a colour must be #rrggbb, got \"" + text + "\"");
        }
        int packed = HexFormat.fromHexDigits(text, 1, 7);
        return new Rgb(packed >> 16, packed >> 8 & 0xff, packed & 0xff);
    }

    /** {@code #rrggbb}. */
    public String hex() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    /** The colour with each channel at {@code percent} of its value, rounded, and at least 1 if it was not 0. */
    public Rgb dimmedTo(int percent) {
        return new Rgb(dimmed(red, percent), dimmed(green, percent), dimmed(blue, percent));
    }

    /** The mean of this colour and white, which is shown instead of blinking if nothing may move. */
    public Rgb blendedWithWhite() {
        return new Rgb((red + 256) / 2, (green + 256) / 2, (blue + 256) / 2);
    }

    public boolean isDark() {
        return red == 0 && green == 0 && blue == 0;
    }

    private static int dimmed(int channel, int percent) {
        return channel == 0 ? 0 : Math.max(1, Math.round(channel * percent / 100f));
    }

    private static void requireChannel(String name, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(name + " must be in 0..255, got " + value);
        }
    }
}
