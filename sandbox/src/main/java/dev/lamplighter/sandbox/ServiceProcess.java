package dev.lamplighter.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the service itself, unchanged, as a process of its own: {@code bin/lamplighter run}, which finds the stand-ins by the
 * standard {@code AWS_ENDPOINT_URL*} variables.
 */
final class ServiceProcess implements AutoCloseable {
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param properties files for {@code --properties}
     * @param systemProperties single values that win over every file
     * @param output where standard output and error go
     */
    static ServiceProcess start(
            Path home,
            Endpoints endpoints,
            List<Path> properties,
            Map<String, String> systemProperties,
            Redirect output) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/lamplighter").toString(), "run"));
        properties.forEach(file -> command.addAll(List.of("--properties", file.toString())));
        ProcessBuilder builder = builder(home, command, output);
        pointAt(endpoints, builder.environment());
        StringBuilder options = new StringBuilder(builder.environment().getOrDefault("LAMPLIGHTER_JAVA_OPTS", ""));
        systemProperties.forEach(
                (key, value) -> options.append(" -D").append(key).append('=').append(value));
        builder.environment().put("LAMPLIGHTER_JAVA_OPTS", options.toString().strip());
        try {
            return new ServiceProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("can't start the service", e);
        }
    }

    /** Asks the service with a state folder what it does, as an operator would. */
    static void askStatus(Path home, Path state, Redirect output) throws IOException, InterruptedException {
        ProcessBuilder builder =
                builder(home, List.of(home.resolve("bin/lamplighter").toString(), "status"), output);
        builder.environment().put("LAMPLIGHTER_JAVA_OPTS", "-Dstate.folder=" + state);
        Process asked = builder.start();
        if (!asked.waitFor(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS)) {
            asked.destroyForcibly().waitFor();
        }
    }

    private static ProcessBuilder builder(Path home, List<String> command, Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(output)
                .redirectError(output)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().remove("LAMPLIGHTER_HOME"); // of an installed package; the sandbox runs what was shipped
        return builder;
    }

    /** Nothing of the user's own AWS set-up remains, so that the sandbox can't reach a real account. */
    private static void pointAt(Endpoints endpoints, Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ENDPOINT_URL", endpoints.aws().toString());
        environment.put("AWS_ENDPOINT_URL_S3", endpoints.s3().toString());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "sandbox");
        environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Resident memory now and at its highest, in MiB, from /proc; zeros where there is none. */
    Memory memory() {
        Path status = Path.of("/proc", Long.toString(pid()), "status");
        try {
            long now = 0;
            long peak = 0;
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    now = kibibytes(line);
                } else if (line.startsWith("VmHWM:")) {
                    peak = kibibytes(line);
                }
            }
            return new Memory(now / 1024, peak / 1024);
        } catch (IOException e) {
            return new Memory(0, 0);
        }
    }

    record Memory(long residentMib, long peakMib) {}

    /** Waits until it ends by itself; returns its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to stop (SIGTERM) and waits; returns its exit code, or -1 when it had to be killed. */
    int stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly().waitFor();
        return -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D+", ""));
    }
}
