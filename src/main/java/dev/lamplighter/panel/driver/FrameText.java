package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.PixelLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Describes a frame in letters: a mark for each pixel, and names in columns beside them. */
final class FrameText {
    private static final int NAME_COLUMNS = 4;
    private static final int NAME_WIDTH = 18;
    private static final char DARK = '.';

    private final Frame frame;
    private final Map<Integer, PixelLabel> captions;

    FrameText(Frame frame) {
        this.frame = frame;
        this.captions = frame.captions().stream().collect(Collectors.toMap(PixelLabel::index, Function.identity()));
    }

    /** The mark of a pixel; a lit pixel without a label is {@code *}. */
    char mark(int index) {
        PixelLabel pixelLabel = captions.get(index);
        if (pixelLabel != null) {
            return pixelLabel.mark();
        }
        return frame.pixels().get(index).isDark() ? DARK : '*';
    }

    /**
     * The lines to print beside the panel's rows: labels column by column, then the number of those for which there was no
     * room.
     */
    List<String> lines() {
        int rows = frame.geometry().height();
        List<PixelLabel> all = frame.captions();
        int shown = Math.min(all.size(), rows * NAME_COLUMNS);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int next = row; next < shown; next += rows) {
                line.append("  ").append(entry(all.get(next)));
            }
            if (row == rows - 1 && shown < all.size()) {
                line.append("  and ").append(all.size() - shown).append(" more");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private String entry(PixelLabel pixelLabel) {
        return String.format(
                "%-5s %c %-" + NAME_WIDTH + "s %-13s",
                frame.geometry().position(pixelLabel.index()),
                pixelLabel.mark(),
                clipped(pixelLabel.name()),
                pixelLabel.state());
    }

    private static String clipped(String name) {
        return name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "~";
    }
}
