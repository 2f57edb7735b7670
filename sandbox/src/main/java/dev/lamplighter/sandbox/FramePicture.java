package dev.lamplighter.sandbox;

import dev.lamplighter.base.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Writes a frame as text: a coloured cell a pixel on a terminal that shows colours, {@code #rrggbb} otherwise. */
final class FramePicture {
    private FramePicture() {}

    /** @param rows one line of {@code #rrggbb} a row */
    static List<String> lines(String[] rows) {
        boolean colour = Terminal.isColoured();
        List<String> lines = new ArrayList<>();
        for (String row : rows) {
            lines.add(colour ? cells(row) : row);
        }
        return lines;
    }

    private static String cells(String row) {
        StringBuilder cells = new StringBuilder();
        for (String pixel : row.split(" ", -1)) {
            int rgb = Integer.parseInt(pixel.substring(1), 16);
            cells.append("\u001b[48;2;%d;%d;%dm  ".formatted(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff));
        }
        return cells.append("\u001b[0m").toString();
    }
}
