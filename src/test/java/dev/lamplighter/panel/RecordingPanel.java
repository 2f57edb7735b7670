package dev.lamplighter.panel;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A panel that remembers every frame and fails on demand. */
final class RecordingPanel implements PanelDriver {
    final List<Frame> frames = new ArrayList<>();
    int attempts;
    int closed;

    @Nullable
    Throwable failure;

    private final PanelGeometry geometry;

    RecordingPanel(PanelGeometry geometry) {
        this.geometry = geometry;
    }

    @Override
    public PanelGeometry geometry() {
        return geometry;
    }

    @Override
    public void show(Frame frame) {
        attempts++;
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        frames.add(frame);
    }

    @Override
    public void close() {
        closed++;
    }

    Frame last() {
        return frames.get(frames.size() - 1);
    }
}
