package dev.lamplighter.panel.driver;

import dev.lamplighter.panel.Caption;
import dev.lamplighter.panel.Frame;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.PanelGeometry;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frame in letters, for output that is no terminal or wants no colour: printed anew when an instance or the note
 * changes, not when a light only blinks.
 */
final class PlainTextPanel implements PanelDriver {
    private final PrintStream out;
    private final PanelGeometry geometry;
    private @Nullable Meaning shown;

    private record Meaning(List<Caption> captions, String note) {}

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
        if (meaning.equals(shown)) {
            return;
        }
        PanelLegend legend = new PanelLegend(frame);
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
        shown = meaning;
    }

    @Override
    public void close() {}
}
