package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Spares every service of these tests, and each of its conversions, nearly half the work of its start: archives of the classes
 * that they load, which the first ones leave behind, once for the whole test JVM.
 */
final class StartArchive {
    private static final Duration WRITING = Duration.ofMinutes(2);

    private static final String OF_CONVERSIONS = "costs-" + System.getProperty("java.version") + ".jsa";

    private static @Nullable String options;

    private StartArchive() {}

    /** Options of a JVM that maps it, or that map none where none could be made. */
    static synchronized String options() {
        if (options == null) {
            options = make();
        }
        return options;
    }

    /** The one that {@code bin/lamplighter} makes before its first conversion, beside {@code lib/}, where it and services look. */
    static synchronized void linkInto(Path home) throws IOException {
        Path made = Path.of("target/it/start-archive", OF_CONVERSIONS).toAbsolutePath();
        if (Files.exists(made)) {
            Files.createLink(home.resolve(OF_CONVERSIONS), made);
        }
    }

    private static String make() {
        try (TestAccount account = new TestAccount("start-archive")) {
            ServiceHome home = ServiceHome.unpackSlow("start-archive", account.costSettings());
            home.run("costs", "convert", "--help");
            Path archive = home.path("classes.jsa");
            home.javaOptions("-XX:ArchiveClassesAtExit=" + archive);
            try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
                await().atMost(ServiceHome.LONGEST).until(() -> !home.pixels().isEmpty() || !service.isAlive());
                service.stop(WRITING);
            }
            return Files.exists(archive)
                    ? "-XX:SharedArchiveFile=" + archive + " -Xlog:cds=off -Xlog:cds+dynamic=off"
                    : "-Xshare:auto";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
