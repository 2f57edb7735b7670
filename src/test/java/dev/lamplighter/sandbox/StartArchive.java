package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Spares every service of these tests nearly half the work of its start: an archive of the classes that a service loads,
 * which the first one leaves behind, once for the whole test JVM.
 */
final class StartArchive {
    private static final Duration WRITING = Duration.ofMinutes(2);

    private static @Nullable String options;

    private StartArchive() {}

    /** Options of a JVM that maps it, or that map none where none could be made. */
    static synchronized String options() {
        if (options == null) {
            options = make();
        }
        return options;
    }

    private static String make() {
        try (TestAccount account = new TestAccount("start-archive")) {
            ServiceHome home = ServiceHome.unpackSlow("start-archive", account.costSettings());
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
