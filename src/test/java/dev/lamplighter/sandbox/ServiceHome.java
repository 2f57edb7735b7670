package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A home of the service, laid out as the unpacked archive: its own copies of everything an operator edits, so that a test
 * can break them, but only three of the queries, and the libraries of the build.
 */
final class ServiceHome {
    /** Generous: the machine may be busy with other things. */
    static final Duration LONGEST = Duration.ofMinutes(6);

    /** What services are to answer; the engine would take a minute for all of them. */
    private static final Set<String> QUESTIONS =
            Set.of("reserved-vs-on-demand.sql", "data-transfer.sql", "cost-by-tag.sql");

    private static final String STARTED = " starting routes=";
    private static final Pattern TRACE =
            Pattern.compile("^\\s+at [\\w.$]+\\(.*|^Caused by: .*|^Exception in thread .*");

    private final Path folder;
    private final Path log;

    private ServiceHome(Path folder) {
        this.folder = folder;
        this.log = folder.resolve("service.log");
    }

    /**
     * Unpacks into {@code target/it/<name>}, which is kept until the next time, log and all.
     *
     * @param settings win over the sandbox's properties
     */
    static ServiceHome unpack(String name, Map<String, String> settings) {
        try {
            ServiceHome home = unpackSlow(name, settings);
            home.javaOptions(StartArchive.options());
            StartArchive.linkInto(home.folder);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One whose service starts from no archive. */
    static ServiceHome unpackSlow(String name, Map<String, String> settings) {
        try {
            Path checkout = Path.of("").toAbsolutePath();
            Path folder = checkout.resolve("target/it").resolve(name);
            delete(folder);
            Files.createDirectories(folder);
            for (String part : List.of(
                    "bin", "routes", "queries", "application.properties", "sandbox.properties", "windows.yaml")) {
                copy(checkout.resolve(part), folder.resolve(part));
            }
            try (Stream<Path> queries = Files.list(folder.resolve("queries"))) {
                for (Path query : queries.toList()) {
                    if (!QUESTIONS.contains(query.getFileName().toString())) {
                        Files.delete(query);
                    }
                }
            }
            Files.createSymbolicLink(folder.resolve("lib"), checkout.resolve("target/lamplighter/lib"));
            ServiceHome home = new ServiceHome(folder);
            StringBuilder properties =
                    new StringBuilder("windows.file=windows.yaml\nwindows.reconcile-period=2s\nlight.poll-period=1s\n");
            settings.forEach((key, value) ->
                    properties.append(key).append('=').append(value).append('\n'));
            home.write("test.properties", properties.toString());
            Files.createFile(home.log);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a variable into the environment of whatever is started from now on. */
    void export(String variable, String value) throws IOException {
        first("export " + variable + "='" + value + "'");
    }

    /** Of every JVM that is started from now on, but for {@code costs}, which has an archive of its own. */
    void javaOptions(String options) throws IOException {
        first("case ${1:-} in costs) ;; *) export LAMPLIGHTER_JAVA_OPTS=\"" + options
                + " ${LAMPLIGHTER_JAVA_OPTS:-}\" ;; esac");
    }

    private void first(String line) throws IOException {
        Path command = folder.resolve("bin/lamplighter");
        String script = Files.readString(command);
        int second = script.indexOf('\n') + 1;
        write("bin/lamplighter", script.substring(0, second) + line + "\n" + script.substring(second));
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    /** Returns at once; what it says is appended to the log. */
    ServiceProcess start(Endpoints endpoints) {
        return ServiceProcess.start(
                folder,
                endpoints,
                List.of(folder.resolve("sandbox.properties"), folder.resolve("test.properties")),
                Map.of(),
                Redirect.appendTo(log.toFile()));
    }

    /** Sends a signal by its name, as in {@code STOP}. */
    static void signal(ServiceProcess service, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(service.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Returns when the routes of this start are being started. */
    ServiceProcess startAndAwait(Endpoints endpoints) {
        long before = starts();
        ServiceProcess service = start(endpoints);
        await().atMost(LONGEST).until(() -> starts() > before || !service.isAlive());
        return service;
    }

    /** How often the service came as far as to start its routes. */
    long starts() {
        return log(line -> line.contains(STARTED)).size();
    }

    List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what the route {@code alert} repeats of other lines. */
    List<String> log(Predicate<String> wanted) {
        return log().stream()
                .filter(line -> !line.contains(" INFO  alert "))
                .filter(wanted)
                .toList();
    }

    /** Lines that a person is to look at or to act upon. */
    List<String> complaints() {
        return log(line ->
                (line.contains(" WARN ") || line.contains(" ERROR ")) && !line.contains(" AnswerAlerts alert:"));
    }

    void awaitLog(String part) {
        await("\"" + part + "\" in " + log)
                .atMost(LONGEST)
                .until(() -> !log(line -> line.contains(part)).isEmpty());
    }

    /** Lines of stack traces. */
    List<String> traces() {
        return log(TRACE.asMatchPredicate());
    }

    /** Instance to {@code x,y}, as saved last; empty before the first time. */
    Map<String, String> pixels() {
        Path file = folder.resolve("work/pixels.json");
        Map<String, String> pixels = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .get("pixels")
                        .forEach(pixel -> pixels.put(
                                pixel.get("instance").asText(),
                                pixel.get("x").asText() + "," + pixel.get("y").asText()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pixels;
    }

    /** Runs another command of {@code bin/lamplighter} to its end. */
    Ended run(String... arguments) {
        try {
            Path output = Files.createTempFile(folder, "command", ".log");
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                    Stream.of(folder.resolve("bin/lamplighter").toString()), Stream.of(arguments))
                            .toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("AWS_REGION", "us-east-1");
            builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString()); // whose sandboxes it meets
            Process process = builder.start();
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", arguments) + " did not end");
            }
            return new Ended(process.exitValue(), Files.readAllLines(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A command that has ended. */
    record Ended(int exitCode, List<String> output) {}

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) { // which doesn't follow the link to the libraries
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path copy = from.equals(file) ? to : to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy); // with its permissions
                }
            }
        }
    }
}
