package dev.lamplighter.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the programs that an operator has beside the package, and the package's own command. */
final class Shell {
    private static final int LONGEST_MINUTES = 5;

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * A shell.
     *
     * @param folder in which programs run
     * @param environment added to that of this process
     */
    Shell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** Whether a program of this name is on the path. */
    static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(part -> Files.isExecutable(Path.of(part, program)));
    }

    /** Runs it to its end. */
    Ended run(String... command) throws IOException, InterruptedException {
        File output = File.createTempFile("said", ".log", folder.toFile());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output);
            builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString()); // whose sandboxes it meets
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " did not end: " + Files.readString(output.toPath()));
            }
            return new Ended(process.exitValue(), Files.readAllLines(output.toPath()));
        } finally {
            Files.delete(output.toPath());
        }
    }

    /** Runs it and returns what it said; it must succeed. */
    List<String> say(String... command) throws IOException, InterruptedException {
        Ended ended = run(command);
        if (ended.exitCode() != 0) {
            throw new AssertionError(List.of(command) + " ended with " + ended.exitCode() + ": " + ended.lines());
        }
        return ended.lines();
    }

    record Ended(int exitCode, List<String> lines) {}
}
