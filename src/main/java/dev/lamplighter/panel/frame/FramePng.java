package dev.lamplighter.panel.frame;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a frame as a PNG: a rectangle for each pixel, with the name of what it belongs to, dark lines between them, and a
 * legend below.
 */
public final class FramePng {
    /** The points from the left edge of one pixel to that of the next, and from the top: eight letters, three lines. */
    static final int WIDE = 104;

    static final int HIGH = 60;

    private static final int LINE = 2;
    private static final int MARGIN = 4;
    private static final int LETTER = PixelFont.ADVANCE * 2;
    private static final int TEXT = PixelFont.HEIGHT * 2 + 2;
    private static final int SWATCH = TEXT - 4;
    private static final int NAME_LETTERS = 8;
    private static final int NAME_LINES = 3;
    private static final int LEAST_LETTERS = 40;
    private static final int BRIGHT = 128;
    private static final Rgb BETWEEN = new Rgb(24, 24, 24);
    private static final Rgb PAPER = new Rgb(245, 245, 245);
    private static final Rgb INK = new Rgb(24, 24, 24);
    private static final Rgb WHITE = new Rgb(255, 255, 255);

    private FramePng() {}

    /**
     * A line below the picture.
     *
     * @param colour that the line is about; none if it is empty
     */
    public record LegendLine(List<Rgb> colour, String text) {
        public LegendLine {
            colour = List.copyOf(colour);
        }
    }

    /**
     * The bytes of the file.
     *
     * @param names of what has a pixel
     * @param legend in lines; long ones are wrapped
     */
    public static byte[] of(Frame frame, Map<PixelPosition, String> names, List<LegendLine> legend) {
        PanelGeometry panel = frame.geometry();
        int letters = Math.max(LEAST_LETTERS, (panel.width() * WIDE - 2 * MARGIN) / LETTER);
        int width = Math.max(panel.width() * WIDE, letters * LETTER + 2 * MARGIN);
        List<LegendLine> lines = wrapped(legend, letters);
        int below = lines.isEmpty() ? 0 : lines.size() * TEXT + 2 * MARGIN;
        PngCanvas canvas = new PngCanvas(width, panel.height() * HIGH + below, PAPER);
        canvas.fill(0, 0, panel.width() * WIDE, panel.height() * HIGH, BETWEEN);
        for (int index = 0; index < panel.size(); index++) {
            PixelPosition position = panel.position(index);
            pixel(canvas, position, frame.pixel(position), names.getOrDefault(position, ""));
        }
        int top = panel.height() * HIGH + MARGIN;
        for (LegendLine line : lines) {
            legend(canvas, top, line);
            top += TEXT;
        }
        return canvas.png();
    }

    private static void pixel(PngCanvas canvas, PixelPosition position, Rgb colour, String name) {
        int left = position.x() * WIDE;
        int top = position.y() * HIGH;
        canvas.fill(left, top, WIDE - LINE, HIGH - LINE, colour);
        Rgb ink = luma(colour) < BRIGHT ? WHITE : Rgb.BLACK;
        for (String part : parts(name)) {
            canvas.write(left + MARGIN, top + MARGIN, part, ink);
            top += TEXT;
        }
    }

    private static void legend(PngCanvas canvas, int top, LegendLine line) {
        int left = MARGIN;
        for (Rgb colour : line.colour()) {
            canvas.fill(left, top, SWATCH, SWATCH, colour);
            left += 2 * LETTER;
        }
        canvas.write(left, top, line.text(), INK);
    }

    /** A name in at most three lines of eight letters, broken behind hyphens and the like where that is possible. */
    static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        String rest = name;
        while (!rest.isEmpty() && parts.size() < NAME_LINES) {
            int end = Math.min(NAME_LETTERS, rest.length());
            if (end < rest.length()) {
                for (int at = end; at > 1; at--) {
                    if ("-_./: ".indexOf(rest.charAt(at - 1)) >= 0) {
                        end = at;
                        break;
                    }
                }
            }
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        if (!rest.isEmpty()) { // its beginning and its end say most
            String all = parts.get(NAME_LINES - 1) + rest;
            parts.set(NAME_LINES - 1, "~" + all.substring(Math.max(0, all.length() - NAME_LETTERS + 1)));
        }
        return parts;
    }

    private static List<LegendLine> wrapped(List<LegendLine> legend, int letters) {
        List<LegendLine> lines = new ArrayList<>();
        for (LegendLine line : legend) {
            int room = letters - 2 * line.colour().size();
            String text = line.text();
            List<Rgb> colour = line.colour();
            while (text.length() > room) {
                int space = text.lastIndexOf(' ', room);
                int end = space > 0 ? space : room;
                lines.add(new LegendLine(colour, text.substring(0, end)));
                text = text.substring(end).stripLeading();
                colour = List.of();
            }
            lines.add(new LegendLine(colour, text));
        }
        return lines;
    }

    /** How bright a colour looks, from 0 to 255 (ITU-R BT.601). */
    private static int luma(Rgb colour) {
        return (299 * colour.red() + 587 * colour.green() + 114 * colour.blue()) / 1000;
    }
}
