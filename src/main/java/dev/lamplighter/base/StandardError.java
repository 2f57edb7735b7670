package dev.lamplighter.base;

/** What standard error leads to. */
public final class StandardError {
    private StandardError() {}

    /** Whether somebody looks at it; see {@link StandardOutput#isTerminal()}. */
    public static boolean isTerminal() {
        return StandardOutput.isTerminal(2);
    }
}
