package dev.lamplighter.sandbox.athena;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.SandboxProblemCode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Holds the child JVM. It ends when its standard input closes, so also when this process is killed. */
final class TrinoProcess implements AutoCloseable {
    private static final String READY = "READY ";
    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final int port;

    private TrinoProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the engine and waits until it takes queries.
     *
     * @throws ProblemException {@code SANDBOX-020} without its jars, {@code SANDBOX-021} when it does not come up
     */
    static TrinoProcess start(TrinoSettings settings) {
        Path jars = settings.home().resolve("main");
        if (!Files.isDirectory(jars)) {
            throw problem(
                    SandboxProblemCode.NO_TRINO_JARS,
                    jars.toString(),
                    "no Trino jars",
                    "queries need them",
                    "build: ./mvnw package");
        }
        Process process = launch(settings);
        try {
            String line = firstLine(process).get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(READY)) {
                return new TrinoProcess(process, Integer.parseInt(line.substring(READY.length())));
            }
            throw notUp(settings, "it ended before it was ready");
        } catch (TimeoutException late) {
            process.destroyForcibly();
            throw notUp(settings, "not ready within " + settings.deadline());
        } catch (ExecutionException failure) {
            process.destroyForcibly();
            throw notUp(settings, String.valueOf(failure.getCause()));
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw notUp(settings, "interrupted while it started");
        }
    }

    private static Process launch(TrinoSettings settings) {
        Path home = settings.home().toAbsolutePath();
        String classPath = home.resolve("main") + "/*" + File.pathSeparator + home.resolve("trino-hive-435") + "/*";
        List<String> command =
                new ArrayList<>(List.of(settings.java().resolve("bin/java").toString()));
        if (settings.isOtherJava()) {
            command.add("--add-modules=jdk.incubator.vector"); // newer Trino doesn't start without
        }
        command.addAll(List.of(
                "-Xmx" + settings.heapMegabytes() + "m",
                // Halves the start; what is lost on long queries does not matter here.
                "-XX:TieredStopAtLevel=1",
                // With C1 alone it would be 48 MB, which some hundred queries fill; then all is interpreted, or fails.
                "-XX:ReservedCodeCacheSize=256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath,
                "dev.lamplighter.trino.TrinoMain",
                settings.glue().toString(),
                settings.s3().toString()));
        try {
            Path folder = settings.log().toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new ProcessBuilder(command)
                    .redirectError(settings.log().toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("Trino's JVM", failure);
        }
    }

    private static CompletableFuture<@Nullable String> firstLine(Process process) {
        BufferedReader output = process.inputReader();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return output.readLine();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static ProblemException notUp(TrinoSettings settings, String why) {
        return problem(
                SandboxProblemCode.TRINO_NOT_STARTED,
                settings.log().toString(),
                "Trino did not start",
                why,
                "read that file");
    }

    private static ProblemException problem(
            SandboxProblemCode code, String where, String what, String why, String fix) {
        return new ProblemException(new Problem(code, where, what, why, fix));
    }
}
