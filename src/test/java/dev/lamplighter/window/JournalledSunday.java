package dev.lamplighter.window;

import dev.lamplighter.window.operate.WindowOperations;

/**
 * Runs a window through one Sunday, with its journal: Chicago's 22 November 2026 from 08:30 to 19:00, which is 14:30 to 01:00
 * UTC, turned on ten minutes earlier.
 */
public final class JournalledSunday implements AutoCloseable {
    public static final String INSTANCE = Stage.ORIGIN;
    public static final String INTERFACE = Stage.ENI;
    public static final String WINDOW = "sunday-service";

    private final Stage stage = new Stage(Stage.SUNDAY);

    public JournalledSunday() {
        stage.runTo("2026-11-23T02:00:00Z");
    }

    public WindowOperations operations() {
        return stage.operations;
    }

    @Override
    public void close() {
        stage.close();
    }
}
