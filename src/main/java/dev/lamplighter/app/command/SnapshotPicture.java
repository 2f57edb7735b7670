package dev.lamplighter.app.command;

import dev.lamplighter.base.CountText;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.FramePng;
import dev.lamplighter.panel.frame.FramePng.LegendLine;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Draws a frame with the name of each light in its pixel, and below it what each colour says. */
final class SnapshotPicture {
    /** A row of {@code panel map} that is on the first page: {@code x,y}, name, id, meaning, and what else there is. */
    private static final Pattern ROW = Pattern.compile("(\\d+),(\\d+) {2,}(\\S.*?) {2,}(\\S+)(?: {2,}(.*))?");

    private static final Pattern WORD = Pattern.compile("^(.+?)(?= \\(| {2,}| since |,? STALE|$)");

    private SnapshotPicture() {}

    /**
     * The bytes of the file.
     *
     * @param map the rows of {@code panel map}
     * @param about the panel's last line: its type, its size, how many instances, how fresh
     */
    static byte[] png(Frame frame, List<String> map, String about) {
        Map<PixelPosition, String> names = new LinkedHashMap<>();
        Map<Rgb, Map<String, Integer>> meanings = new LinkedHashMap<>();
        for (String row : map) {
            Matcher found = ROW.matcher(row);
            if (found.matches()) {
                PixelPosition position =
                        new PixelPosition(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
                names.put(position, found.group(3));
                meanings.computeIfAbsent(frame.pixel(position), colour -> new LinkedHashMap<>())
                        .merge(word(found.group(5)), 1, Integer::sum);
            }
        }
        List<LegendLine> legend = new ArrayList<>();
        meanings.forEach((colour, counts) -> legend.add(new LegendLine(List.of(colour), words(counts))));
        legend.add(new LegendLine(List.of(), about));
        return FramePng.of(frame, names, legend);
    }

    /** The begin of a meaning, as in {@code running, check failed}; the whole of it is in the text beside the picture. */
    private static String word(@Nullable String meaning) {
        Matcher word = WORD.matcher(meaning == null ? "" : meaning);
        return word.find() ? word.group().strip() : "nothing";
    }

    private static String words(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(count -> count.getKey() + " (" + CountText.of(count.getValue(), "light") + ")")
                        .toList());
    }
}
