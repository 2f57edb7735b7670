package dev.lamplighter.base;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows progress in one line. On a terminal the line is redrawn in place a few times a second and removed at the end;
 * elsewhere a plain line is printed whenever another file has begun.
 */
public final class ProgressDisplay implements AutoCloseable {
    /** Often enough to look smooth, seldom enough to cost nothing. */
    private static final long REDRAW_MILLIS = 250;

    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    /** Cuts what is wider than the terminal; wrapped, it could not be redrawn in place. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintWriter err;
    private final Supplier<String> line;
    private final boolean redraws;
    private final ScheduledExecutorService clock;
    private final ScheduledFuture<?> redraw;
    private String drawn = "";

    private ProgressDisplay(PrintWriter err, Supplier<String> line, boolean redraws) {
        this.err = err;
        this.line = line;
        this.redraws = redraws;
        clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        redraw = clock.scheduleWithFixedDelay(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Shows it in a terminal, until it is closed.
     *
     * @param line what is shown now; empty for nothing
     */
    public static ProgressDisplay redrawing(PrintWriter terminal, Supplier<String> line) {
        return new ProgressDisplay(terminal, line, true);
    }

    /**
     * Prints it where there is no terminal, until it is closed.
     *
     * @param line what is shown now; it is printed when its beginning, such as {@code 2 of 5 files}, has changed
     */
    public static ProgressDisplay plain(PrintWriter err, Supplier<String> line) {
        return new ProgressDisplay(err, line, false);
    }

    /** Draws or prints what has changed, without waiting for the next turn. */
    public synchronized void draw() {
        String text = line.get();
        if (redraws && !text.equals(drawn)) {
            err.print("\r" + CLEAR_TO_END_OF_LINE + NO_WRAP + text + WRAP + "\r"); // what is logged begins there
        } else if (!text.isEmpty() && !file(text).equals(file(drawn))) {
            err.println(text);
        }
        err.flush();
        drawn = text;
    }

    @Override
    public synchronized void close() {
        redraw.cancel(false);
        clock.shutdownNow();
        if (redraws && !drawn.isEmpty()) {
            err.print("\r" + CLEAR_TO_END_OF_LINE);
            err.flush();
        }
    }

    /** The part of a line before its first double space, such as {@code 2 of 5 files}. */
    private static String file(String text) {
        return text.split(" {2}", 2)[0];
    }
}
