package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.HomeProperty;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What commands say in a home where no service runs, or in a folder that is no home. */
final class CommandsWithoutAServiceTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void goHome() {
        property.set(home);
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
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

        assertThat(out.toString().lines()).containsExactly("no service runs, and there is no status of an earlier one");
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("CONFIG-039  " + home.resolve("work")))
                .allMatch(line -> line.contains("  no service runs: "));
    }

    @Test
    void aStatusInJsonIsAnObjectAlsoWhereThereIsNone() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");

        assertThat(run(new StatusCommand(), "--json")).isEqualTo(1);

        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("running").asBoolean(true)).isFalse();
        assertThat(answer.path("problems")).hasSize(1);
        assertThat(answer.path("problems").path(0).path("code").asText()).isEqualTo("CONFIG-039");
        assertThat(err.toString()).startsWith("CONFIG-039");
    }

    @Test
    void theLastStatusOfAServiceThatEndedIsMarkedWithItsAge() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");
        Files.createDirectories(home.resolve("work"));
        Files.writeString(
                home.resolve("work/status.json"),
                "{\"at\": \"2020-01-01T00:00:00Z\", \"windows\": {\"acting\": true, \"open\": 0, \"all\": [{\"name\":"
                        + " \"sunday\", \"state\": \"WAITING\", \"start\":"
                        + " \"2020-01-05T08:30-06:00[America/Chicago]\", \"end\":"
                        + " \"2020-01-05T19:00-06:00[America/Chicago]\", \"problem\": \"\"}]}}");

        assertThat(run(new StatusCommand())).isEqualTo(1);
        assertThat(out.toString().lines())
                .contains("  sunday opens next: Sun 5 Jan 2020, 08:30 to 19:00 CST", "light: unknown")
                .first()
                .asString()
                .matches("no service runs; this was its status \\d+ d ago:");

        out.getBuffer().setLength(0);
        assertThat(run(new StatusCommand(), "--json")).isEqualTo(1);
        JsonNode answer = new ObjectMapper().readTree(out.toString());
        assertThat(answer.path("at").asText()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(answer.path("windows").path("all")).hasSize(1);
        assertThat(answer.path("problems").path(0).path("code").asText()).isEqualTo("CONFIG-039");
    }

    @Test
    void aCheckoutMayHaveNoStandIns() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "");

        assertThatThrownBy(() -> new SandboxCommand().call())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("SANDBOX-002  " + home.resolve("target"));
    }
}
