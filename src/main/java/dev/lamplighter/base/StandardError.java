package dev.lamplighter.base;

import java.util.Map;

/** What standard error leads to. */
public final class StandardError {
    private StandardError() {}

    /** Whether somebody looks at it, on a screen where a line can be drawn again; see {@link StandardOutput#isTerminal()}. */
    public static boolean isTerminal() {
        return redraws(System.getenv()) && StandardOutput.isTerminal(2);
    }

    static boolean redraws(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        return !type.isEmpty() && !type.equals("dumb");
    }
}
