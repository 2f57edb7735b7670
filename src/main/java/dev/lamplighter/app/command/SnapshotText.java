package dev.lamplighter.app.command;

import dev.lamplighter.base.CountText;
import dev.lamplighter.panel.frame.ColourWord;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in words what a picture of the panel shows: a sentence, for a page's alternative text, and a legend. */
final class SnapshotText {
    /** A row of {@code panel map} that is on the first page: {@code x,y} and what is there. */
    private static final Pattern ROW = Pattern.compile("(\\d+),(\\d+) {2,}(.*)");

    private SnapshotText() {}

    /**
     * The lines.
     *
     * @param map the rows of {@code panel map}
     * @param about the panel's last line: its type, its size, how many instances, how fresh
     */
    static List<String> lines(Frame frame, List<String> map, String about) {
        List<String> lines = new ArrayList<>(List.of(sentence(frame), about));
        if (!map.isEmpty()) {
            lines.add("");
        }
        map.forEach(row -> lines.add(entry(frame, row)));
        return lines;
    }

    private static String sentence(Frame frame) {
        Map<String, Integer> lit = new TreeMap<>();
        frame.pixels().stream()
                .filter(pixel -> !pixel.isDark())
                .forEach(pixel -> lit.merge(ColourWord.of(pixel), 1, Integer::sum));
        String colours = lit.entrySet().stream()
                .map(colour -> colour.getValue() + " " + colour.getKey())
                .collect(Collectors.joining(", "));
        return "A panel of " + frame.geometry().width() + " by "
                + CountText.of(frame.geometry().height(), "light") + ", "
                + (lit.isEmpty() ? "all of them dark." : "lit are: " + colours + ".");
    }

    /** The row with the colour of its pixel; a row of another page, or of no pixel, as it is. */
    private static String entry(Frame frame, String row) {
        Matcher found = ROW.matcher(row);
        if (!found.matches()) {
            return row;
        }
        Rgb colour = frame.pixel(new PixelPosition(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))));
        return found.group(1) + "," + found.group(2) + "  " + ColourWord.of(colour) + " " + colour.hex() + "  "
                + found.group(3);
    }
}
