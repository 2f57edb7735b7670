package dev.lamplighter.panel.driver;

/** Writes a driver's bytes to one device on one bus. For one thread. */
interface PanelBus {
    /**
     * Sends all of {@code bytes} in one write, opening the device first if need be, or throws a
     * {@link dev.lamplighter.base.ProblemException}; after that the next write opens it anew.
     */
    void write(byte[] bytes);

    /** Closes the device; harmless when it isn't open. */
    void close();
}
