package dev.lamplighter.base;

import java.util.Map;

/** Says whether standard error leads to a terminal. */
public final class StderrTerminal {
    private StderrTerminal() {}

    /** Whether it leads to a terminal that can redraw a line. */
    public static boolean isTerminal() {
        return redraws(System.getenv()) && StdoutTerminal.isTerminal(2);
    }

    static boolean redraws(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        return !type.isEmpty() && !type.equals("dumb");
    }
}
