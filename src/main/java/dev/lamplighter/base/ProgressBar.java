package dev.lamplighter.base;

/** Draws how much of something is done in letters that every terminal has. */
public final class ProgressBar {
    private static final int WIDTH = 20;
    private static final int WHOLE = 100;

    private ProgressBar() {}

    /**
     * A bar such as {@code [########------------]}; it is full at the end only.
     *
     * @param percent 0 to 100; what is beyond counts as these
     */
    public static String of(int percent) {
        int done = Math.max(0, Math.min(WHOLE, percent)) * WIDTH / WHOLE;
        return "[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "]";
    }
}
