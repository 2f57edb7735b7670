package dev.lamplighter.panel;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;

/**
 * Sends frames to one kind of panel. It lives beside {@link StatusPanel}, which uses it; the panels themselves are in
 * {@code panel.driver}.
 *
 * <p>A driver opens its bus when it first shows something and again after a failure, so that making one touches no
 * hardware. All calls come from one thread.
 */
public interface PanelDriver {
    /** Size of the frames that {@link #show} takes, rotation applied. */
    PanelGeometry geometry();

    /**
     * Shows the whole frame or throws a {@link RuntimeException}, usually a {@link dev.lamplighter.base.ProblemException};
     * after that the next call begins anew.
     */
    void show(Frame frame);

    /** Closes the bus and leaves the LEDs as they are; harmless when called twice. */
    void close();
}
