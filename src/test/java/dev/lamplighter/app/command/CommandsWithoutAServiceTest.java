package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What commands say in a home where no service runs, or in a folder that is no home. */
final class CommandsWithoutAServiceTest {
    private static final String HOME = "lamplighter.home";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String before = System.getProperty(HOME, "");

    @TempDir
    private Path home;

    @BeforeEach
    void goHome() {
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void goBack() {
        if (before.isEmpty()) {
            System.clearProperty(HOME);
        } else {
            System.setProperty(HOME, before);
        }
    }

    private int run(Object command) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute();
    }

    @Test
    void aFolderThatIsNoHomeIsNamed() {
        assertThat(run(new StatusCommand())).isEqualTo(1);

        assertThat(err.toString()).startsWith("CONFIG-010  " + home + "  no application.properties");
    }

    @Test
    void statusAndReloadSayThatNoServiceRuns() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");

        assertThat(run(new StatusCommand())).isEqualTo(1);
        assertThat(run(new ReloadCommand())).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("CONFIG-039  " + home.resolve("work")))
                .allMatch(line -> line.contains("  no service runs: "));
    }

    @Test
    void theArchiveHasNoStandIns() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");

        assertThatThrownBy(() -> new SandboxCommand().call())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("SANDBOX-002  " + home.resolve("target"));
    }
}
