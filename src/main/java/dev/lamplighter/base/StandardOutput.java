package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard output leads to. */
public final class StandardOutput {
    private StandardOutput() {}

    /**
     * Whether somebody looks at it. Asks Linux first: {@code System.console()} wants standard input to be a terminal too,
     * and from Java 22 on isn't null even without one.
     */
    public static boolean isTerminal() {
        return isTerminal(1);
    }

    /** Whether somebody looks at a file descriptor of this process. */
    @SuppressWarnings("SystemConsoleNull") // only where there is no /proc
    static boolean isTerminal(int descriptor) {
        try {
            Path output = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)); // or pipe:[n]
            return output.startsWith("/dev/pts") || output.startsWith("/dev/tty");
        } catch (IOException e) {
            return System.console() != null;
        }
    }

    /** A terminal whose user hasn't set NO_COLOR (no-color.org). */
    public static boolean isColoured() {
        return isTerminal() && System.getenv("NO_COLOR") == null;
    }
}
