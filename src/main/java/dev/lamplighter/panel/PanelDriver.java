package dev.lamplighter.panel;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;

/**
 * Sends frames to one kind of panel. The drivers themselves are in {@code panel.driver}.
 *
 * <p>A driver opens its bus when it first shows a frame, and again after a failure, so that making a driver touches no
 * hardware. All calls come from one thread.
 */
public interface PanelDriver {
    /** The size of the frames that {@link #show} takes, after rotation. */
    PanelGeometry geometry();

    /**
     * Shows the whole frame, or throws a {@link RuntimeException}, usually a {@link dev.lamplighter.base.ProblemException};
     * then the next call opens the bus again.
     */
    void show(Frame frame);

    /** Closes the bus and leaves the LEDs as they are. May be called twice. */
    void close();
}
