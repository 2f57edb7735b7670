package dev.lamplighter.sandbox.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrinoProcessTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    private Path folder;

    private TrinoSettings settings() {
        return TrinoSettings.of(folder, NOBODY, NOBODY, folder.resolve("trino.log"));
    }

    @Test
    void withoutItsJarsItIsNotBegun() {
        assertThatThrownBy(() -> TrinoProcess.start(settings()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("SANDBOX-020  " + folder.resolve("trino/main"));
    }

    @Test
    void aProcessThatEndsIsToldWithItsLog() throws IOException {
        Files.createDirectories(folder.resolve("trino/main"));

        assertThatThrownBy(() -> TrinoProcess.start(settings()))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("SANDBOX-021  " + folder.resolve("trino.log"));
        assertThat(Files.readString(folder.resolve("trino.log"))).contains("TrinoMain");
    }
}
