package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Says which of this process's standard streams lead to a terminal, and what that can show. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard input comes from a terminal, so that somebody can be asked. */
    public static boolean isInput() {
        return isTerminal(0);
    }

    /** Whether standard output leads to a terminal. */
    public static boolean isOutput() {
        return isTerminal(1);
    }

    /** Whether standard error leads to a terminal that can redraw a line. */
    public static boolean isError() {
        return redraws(System.getenv()) && isTerminal(2);
    }

    /**
     * Whether standard output leads to a terminal that colours and redraws: its user hasn't set NO_COLOR (no-color.org), and it
     * isn't {@code dumb}.
     */
    public static boolean isColoured() {
        return isOutput() && draws(System.getenv());
    }

    static boolean redraws(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        return !type.isEmpty() && !type.equals("dumb");
    }

    static boolean draws(Map<String, String> environment) {
        return !environment.containsKey("NO_COLOR") && redraws(environment);
    }

    /**
     * Asks Linux first, because {@code System.console()} requires standard input to be a terminal, too, and from Java 22 on isn't
     * null even without one.
     */
    @SuppressWarnings("SystemConsoleNull") // only where there is no /proc
    private static boolean isTerminal(int descriptor) {
        try {
            Path output = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)); // or pipe:[n]
            return output.startsWith("/dev/pts") || output.startsWith("/dev/tty");
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
