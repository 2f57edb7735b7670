package dev.lamplighter.sandbox;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.SandboxProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prepares the folder in which the sandbox keeps its buckets and the service's state: emptied at every start, so that each run begins alike.
 *
 * <p>Only a folder that is empty or carries the sandbox's own mark is ever emptied.
 */
record SandboxFolder(Path path) {
    private static final String MARK = ".lamplighter-sandbox";

    static SandboxFolder fresh(Path path) {
        try {
            Files.createDirectories(path);
            if (!Files.exists(path.resolve(MARK)) && !entries(path).isEmpty()) {
                throw new ProblemException(new Problem(
                        SandboxProblemCode.FOLDER_IN_USE,
                        path.toString(),
                        "a folder with other files in it",
                        "the sandbox empties its folder at every start",
                        "name an empty or a new folder"));
            }
            for (Path entry : entries(path)) {
                delete(entry);
            }
            Files.createFile(path.resolve(MARK));
            Files.createDirectories(path.resolve("buckets"));
            return new SandboxFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes all settings of the service beside application.properties, for it and for commands that ask it: the sandbox's,
     * its folders, and a check over HTTP that asks these pages, whose port is known only now.
     *
     * @param costs whether there are stand-ins for what costs need
     */
    void writeSettings(Path sandboxProperties, URI pages, boolean costs) {
        try {
            String settings = Files.readString(sandboxProperties).replace("cost.enabled=true", "cost.enabled=" + costs);
            Files.writeString(serviceProperties(), settings + """

                # Of this run.
                state.folder=%1$s
                panel.pixels-file=%3$s
                cost.answers=%1$s/answers
                # The machines answer now and then with 503: then their light blinks.
                light.check.web.type=http
                light.check.web.tag=Environment=production
                light.check.web.url=%2$s{name}
                light.check.web.contains=ok
                light.check.web.period=2s
                light.check.web.timeout=1s
                """.formatted(state(), pages, pixels()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes windows for somebody who watches: the first opens one to two minutes from now, once the service has long been
     * ready for it, and then one every three minutes, long after the one before is off.
     *
     * @param once the declaration whose window has no such room
     */
    void declareWindows(Path once, Instant now) throws IOException {
        ZonedDateTime first = now.plusSeconds(119).atZone(ZoneOffset.UTC);
        String declared = Files.readString(once)
                .replaceFirst("(?m)^#.*\n", "")
                .replaceFirst("when: .*", "when: {cron: \"" + first.getMinute() % 3 + "-59/3 * * * *\", for: 45s}")
                .replaceFirst("lead: .*", "lead: 30s")
                .replaceFirst("grace: .*", "grace: 45s");
        Path file = Files.writeString(path.resolve("windows.yaml"), declared);
        Files.writeString(
                serviceProperties(),
                Files.readString(serviceProperties()).replaceFirst("(?m)^windows\\.file=.*$", "windows.file=" + file));
    }

    /** Has the service show its status page, with a token of this run. */
    void servePage(int port) throws IOException {
        Files.writeString(
                serviceProperties(),
                "http.port=%d%nhttp.token-file=%s/http.token%n".formatted(port, state()),
                StandardOpenOption.APPEND);
    }

    /** What {@link #writeSettings} writes. */
    Path serviceProperties() {
        return path.resolve("service.properties");
    }

    /** One folder a bucket, one file an object. */
    Path buckets() {
        return path.resolve("buckets");
    }

    /** The service's {@code state.folder}. */
    Path state() {
        return path.resolve("work");
    }

    /** The service's {@code panel.pixels-file}, which is there once the light has shown a first picture. */
    Path pixels() {
        return state().resolve("pixels.json");
    }

    /** What the service logs while it is watched by {@code --once}. */
    Path serviceLog() {
        return path.resolve("service.log");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
