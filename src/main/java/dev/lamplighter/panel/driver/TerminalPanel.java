package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the frame in a terminal: a cell of two columns per pixel in 24-bit colour with the letter of its state, and names
 * beside it. Colours are those of the palette, before gamma and brightness, which only LEDs need.
 *
 * <p>The frame stays in the upper lines, and everything else that is printed scrolls below it (DECSTBM, the scrolling region
 * of the VT100). Between them some lines may be kept free for what others draw there. What was on the screen before moves
 * down to make room.
 */
final class TerminalPanel implements PanelDriver {
    private static final String ESC = "\u001b";
    private static final String SAVE_CURSOR = ESC + "7";
    private static final String RESTORE_CURSOR = ESC + "8";
    private static final String NO_WRAP = ESC + "[?7l";
    private static final String WRAP = ESC + "[?7h";
    private static final String PLAIN = ESC + "[0m";
    private static final String REST_OF_LINE_EMPTY = ESC + "[K";
    private static final int LUMA_MIDDLE = 128;

    private final PrintStream out;
    private final PanelGeometry geometry;
    private final int below;
    private @Nullable Frame shown;

    /** @param below how many lines below the frame and its note don't scroll */
    TerminalPanel(PrintStream out, PanelGeometry geometry, int below) {
        this.out = out;
        this.geometry = geometry;
        this.below = below;
    }

    @Override
    public PanelGeometry geometry() {
        return geometry;
    }

    @Override
    public void show(Frame frame) {
        if (frame.equals(shown)) {
            return;
        }
        int note = geometry.height() + 1;
        int lines = note + below;
        StringBuilder text = new StringBuilder();
        if (shown == null) {
            text.append(roomAbove(lines));
        }
        text.append(SAVE_CURSOR).append(scrollingFrom(lines + 1)).append(NO_WRAP);
        drawRows(text, frame);
        text.append(line(note)).append(frame.note()).append(REST_OF_LINE_EMPTY);
        text.append(WRAP).append(RESTORE_CURSOR);
        out.print(text);
        out.flush();
        shown = frame;
    }

    /** {@inheritDoc} Makes the whole screen scroll again. */
    @Override
    public void close() {
        if (shown != null) {
            out.print(SAVE_CURSOR + ESC + "[r" + RESTORE_CURSOR);
            out.flush();
            shown = null;
        }
    }

    /** Scrolls until there are so many lines below the cursor, and moves all that is on the screen down by as many (VT102). */
    private static String roomAbove(int lines) {
        return "\n".repeat(lines) + ESC + "[" + lines + "A" + SAVE_CURSOR + line(1) + ESC + "[" + lines + "L"
                + RESTORE_CURSOR + ESC + "[" + lines + "B";
    }

    private void drawRows(StringBuilder text, Frame frame) {
        FrameText legend = new FrameText(frame);
        List<String> names = legend.lines();
        for (int y = 0; y < geometry.height(); y++) {
            text.append(line(y + 1));
            for (int x = 0; x < geometry.width(); x++) {
                int index = y * geometry.width() + x;
                text.append(cell(frame.pixels().get(index), legend.mark(index)));
            }
            text.append(PLAIN).append(names.get(y)).append(REST_OF_LINE_EMPTY);
        }
    }

    private static String cell(Rgb colour, char mark) {
        int ink = luma(colour) > LUMA_MIDDLE ? 0 : 255;
        return ESC + "[48;2;" + colour.red() + ";" + colour.green() + ";" + colour.blue() + ";38;2;" + ink + ";" + ink
                + ";" + ink + "m" + mark + " ";
    }

    /** Perceived lightness 0..255 (ITU-R BT.601 weights). */
    private static int luma(Rgb colour) {
        return (299 * colour.red() + 587 * colour.green() + 114 * colour.blue()) / 1000;
    }

    private static String scrollingFrom(int line) {
        return ESC + "[" + line + "r";
    }

    private static String line(int line) {
        return ESC + "[" + line + ";1H";
    }
}
