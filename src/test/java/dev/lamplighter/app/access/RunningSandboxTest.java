package dev.lamplighter.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.app.settings.ProgramDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which service a command asks that names none. */
class RunningSandboxTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private InstallDirectory home;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ProgramDirectory program;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Process service;

    @BeforeEach
    void prepare() throws IOException {
        home = new InstallDirectory(folder);
        Files.writeString(folder.resolve("application.properties"), "state.folder=own\n");
        Files.createDirectories(folder.resolve("program"));
        Files.writeString(folder.resolve("program/pom.xml"), "a checkout");
        program = new ProgramDirectory(folder.resolve("program"));
        Files.writeString(folder.resolve("program/application.properties"), "");
        Files.createDirectories(folder.resolve("own"));
        Files.createDirectories(folder.resolve("elsewhere/work"));
        service = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        service.destroyForcibly();
    }

    /** As a service does when it starts. */
    private void announced(Path state) throws IOException {
        String start = service.info().startInstant().orElseThrow().toString();
        Files.writeString(
                state.resolve("lamplighter.pid"), service.pid() + " " + start + "\n" + state.resolve("socket") + "\n");
    }

    private Path sandbox() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("elsewhere/service.properties"),
                "state.folder=" + folder.resolve("elsewhere/work") + "\n");
        RunningSandbox.announce(program, settings);
        return folder.resolve("elsewhere/work");
    }

    private Optional<Path> asked() {
        return RunningSandbox.instead(program, Configuration.load(home, List.of()))
                .map(Configuration::stateFolder);
    }

    @Test
    void aSandboxThatRunsIsAskedWhileNoServiceDoes() throws IOException {
        announced(sandbox());

        assertThat(asked()).contains(folder.resolve("elsewhere/work"));
    }

    @Test
    void theServiceGoesBeforeASandbox() throws IOException {
        announced(sandbox());
        announced(folder.resolve("own"));

        assertThat(asked()).isEmpty();
    }

    @Test
    void aSandboxThatHasEndedIsNotAsked() throws Exception {
        announced(sandbox());
        service.destroyForcibly().waitFor();

        assertThat(asked()).isEmpty();
    }

    @Test
    void aSandboxWhoseFolderIsGoneIsNotAsked() throws IOException {
        announced(sandbox());
        Files.delete(folder.resolve("elsewhere/service.properties"));

        assertThat(asked()).isEmpty();
    }

    @Test
    void withoutASandboxThereIsNone() {
        assertThat(asked()).isEmpty();
    }
}
