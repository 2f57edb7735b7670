package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.PixelLabel;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints the frame in letters, for output that isn't a terminal or shall have no colour. It prints again when an instance or
 * the note has changed, not when a pixel only blinks or the page changes.
 */
final class PlainTextPanel implements PanelDriver {
    private final PrintStream out;
    private final PanelGeometry geometry;
    private final Map<String, Meaning> shown = new HashMap<>();

    private record Meaning(List<PixelLabel> captions, String note) {}

    PlainTextPanel(PrintStream out, PanelGeometry geometry) {
        this.out = out;
        this.geometry = geometry;
    }

    @Override
    public PanelGeometry geometry() {
        return geometry;
    }

    @Override
    public void show(Frame frame) {
        Meaning meaning = new Meaning(frame.captions(), frame.note());
        String page = page(frame);
        shown.keySet().removeIf(other -> other.isEmpty() != page.isEmpty());
        if (meaning.equals(shown.put(page, meaning))) {
            return;
        }
        FrameText legend = new FrameText(frame);
        List<String> names = legend.lines();
        StringBuilder text =
                new StringBuilder(("panel " + geometry + "  " + frame.note()).strip()).append(System.lineSeparator());
        for (int y = 0; y < geometry.height(); y++) {
            for (int x = 0; x < geometry.width(); x++) {
                text.append(x == 0 ? "" : " ").append(legend.mark(y * geometry.width() + x));
            }
            text.append(names.get(y)).append(System.lineSeparator());
        }
        out.print(text);
        out.flush();
    }

    /** The name of the page; empty while there is only one. */
    private static String page(Frame frame) {
        return frame.captions().stream()
                .filter(pixelLabel -> pixelLabel.mark() == PixelLabel.PAGE)
                .map(PixelLabel::name)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {}
}
