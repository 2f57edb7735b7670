package dev.lamplighter.base;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines how many columns and rows the terminal of this process has. */
public final class TerminalWidth {
    /** The default: the width of a terminal since the days of punched cards. */
    static final int USUAL = 80;

    /** The default for rows: those of a VT100. */
    static final int USUAL_ROWS = 24;

    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)\\s*");
    /** {@code stty} answers within milliseconds, or not at all. */
    private static final int PATIENCE_SECONDS = 2;

    private TerminalWidth() {}

    /** COLUMNS if it is set, else what {@code stty} says of the terminal, else 80. */
    public static int columns() {
        return columns(System.getenv())
                .or(() -> stty().flatMap(TerminalWidth::ofSize))
                .orElse(USUAL);
    }

    /** What {@code stty} says of the terminal, else 24. */
    public static int rows() {
        return stty().flatMap(TerminalWidth::rowsOfSize).orElse(USUAL_ROWS);
    }

    static Optional<Integer> columns(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault("COLUMNS", ""))
                .filter(columns -> columns.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf);
    }

    private static Optional<String> stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty(); // no stty, or no terminal
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The columns in {@code stty}'s {@code 24 80}; empty for 0, which a terminal that doesn't know its size reports. */
    static Optional<Integer> ofSize(String size) {
        Matcher rowsAndColumns = SIZE.matcher(size);
        return rowsAndColumns.matches() ? columns(Map.of("COLUMNS", rowsAndColumns.group(2))) : Optional.empty();
    }

    /** The rows in the same; empty for 0, too. */
    static Optional<Integer> rowsOfSize(String size) {
        Matcher rowsAndColumns = SIZE.matcher(size);
        return rowsAndColumns.matches()
                ? Optional.of(Integer.valueOf(rowsAndColumns.group(1))).filter(rows -> rows > 0)
                : Optional.empty();
    }
}
