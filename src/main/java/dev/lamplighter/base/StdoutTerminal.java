package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Says whether standard output leads to a terminal. */
public final class StdoutTerminal {
    private StdoutTerminal() {}

    /**
     * Whether it leads to a terminal. Asks Linux first, because {@code System.console()} requires standard input to be a
     * terminal, too, and from Java 22 on isn't null even without one.
     */
    public static boolean isTerminal() {
        return isTerminal(1);
    }

    /** Whether standard input comes from a terminal, so that somebody can be asked. */
    public static boolean isInput() {
        return isTerminal(0);
    }

    /** Whether a file descriptor of this process leads to a terminal. */
    @SuppressWarnings("SystemConsoleNull") // only where there is no /proc
    static boolean isTerminal(int descriptor) {
        try {
            Path output = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)); // or pipe:[n]
            return output.startsWith("/dev/pts") || output.startsWith("/dev/tty");
        } catch (IOException e) {
            return System.console() != null;
        }
    }

    /**
     * Whether it leads to a terminal that colours and redraws: its user hasn't set NO_COLOR (no-color.org), and it isn't
     * {@code dumb}.
     */
    public static boolean isColoured() {
        return isTerminal() && draws(System.getenv());
    }

    static boolean draws(Map<String, String> environment) {
        return !environment.containsKey("NO_COLOR") && StderrTerminal.redraws(environment);
    }
}
