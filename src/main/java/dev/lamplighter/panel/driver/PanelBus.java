package dev.lamplighter.panel.driver;

/** Writes a driver's bytes to one device on one bus. Not thread-safe. */
interface PanelBus {
    /**
     * Sends all of {@code bytes} in one write, and opens the device before if it isn't open. On failure it throws a
     * {@link dev.lamplighter.base.ProblemException}, and the next write opens the device again.
     */
    void write(byte[] bytes);

    /** Closes the device if it is open. */
    void close();
}
