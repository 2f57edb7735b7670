package dev.lamplighter.app.status;

import java.io.PrintStream;
import java.util.List;

/** Draws lines at a fixed place of a terminal, in place, and leaves the cursor where it is. */
public final class TerminalLines {
    private static final String ESC = "\u001b";
    private static final String SAVE_CURSOR_NO_WRAP = ESC + "7" + ESC + "[?7l";
    private static final String WRAP_RESTORE_CURSOR = ESC + "[?7h" + ESC + "8";
    private static final String REST_OF_LINE_EMPTY = ESC + "[0m" + ESC + "[K";

    private final PrintStream out;
    private final int first;
    private List<String> drawn = List.of();

    /**
     * Makes one that has drawn nothing.
     *
     * @param first the line of the terminal, counted from 1
     */
    public TerminalLines(PrintStream out, int first) {
        this.out = out;
        this.first = first;
    }

    /** Draws the lines that are others than before; all of them after another number of lines. */
    public void draw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (drawn.size() != lines.size() || !drawn.get(i).equals(lines.get(i))) {
                text.append(ESC)
                        .append('[')
                        .append(first + i)
                        .append(";1H")
                        // emptied before: at the right edge, emptying the rest would take the last letter
                        .append(REST_OF_LINE_EMPTY)
                        .append(lines.get(i));
            }
        }
        if (text.length() > 0) {
            out.print(SAVE_CURSOR_NO_WRAP + text + WRAP_RESTORE_CURSOR);
            out.flush();
        }
        drawn = List.copyOf(lines);
    }
}
