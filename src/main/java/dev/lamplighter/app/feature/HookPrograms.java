package dev.lamplighter.app.feature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the operator's programs for routes. All programs are in one folder; a call runs one of them. When the thread is
 * interrupted, its program and all processes started by it are ended.
 */
public final class HookPrograms {
    /** In characters: enough for a result, and a log line with it stays readable. */
    private static final int LONGEST_LINE = 300;

    private static final String PREFIX = "Lamplighter";

    private final Path folder;

    /** {@code folder} is also the working directory of the programs. */
    public HookPrograms(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs a program to its end.
     *
     * @param headers those that begin with Lamplighter are in its environment: {@code LamplighterWindow} as
     *     {@code LAMPLIGHTER_WINDOW}, lists with commas between
     * @return the last line of its output
     * @throws IllegalStateException when it ends with another code than 0
     */
    public String run(String name, Map<String, Object> headers) throws IOException, InterruptedException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("a program is a file's name in " + folder + ", got " + name);
        }
        Path output = Files.createTempFile("lamplighter-hook", ".out");
        try {
            int code = execute(name, headers, output);
            String last = lastLine(output);
            if (code != 0) {
                throw new IllegalStateException(name + " ended with " + code + ": " + last);
            }
            return last;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private int execute(String name, Map<String, Object> headers, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve(name).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        headers.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && value != null) {
                builder.environment().put(variable(key), text(value));
            }
        });
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** {@code LamplighterInstances} to {@code LAMPLIGHTER_INSTANCES}. */
    private static String variable(String header) {
        return header.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : value.toString();
    }

    private static String lastLine(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            String last = lines.filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
            return last.length() <= LONGEST_LINE ? last : last.substring(0, LONGEST_LINE);
        }
    }
}
