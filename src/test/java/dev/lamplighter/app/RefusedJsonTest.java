package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.HomeProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a command with {@code --json} prints when it is refused: an object, with the exit code that it has without. */
final class RefusedJsonTest {
    private final CommandRun command = new CommandRun();

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void goHome() {
        property.set(home);
    }

    private void expectTheSameRefusal(String code, String... words) throws IOException {
        int exit = command.run(words);
        String line = command.err();
        assertThat(exit).isNotZero();
        assertThat(line).startsWith(code);

        String[] json = Stream.concat(Arrays.stream(words), Stream.of("--json")).toArray(String[]::new);
        assertThat(command.run(json)).isEqualTo(exit);
        assertThat(command.err()).isEqualTo(line);
        JsonNode answer = new ObjectMapper().readTree(command.out());
        assertThat(answer.path("problems").path(0).path("code").asText()).isEqualTo(code);
        assertThat(answer.path("problems").path(0).path("fix").asText()).isNotEmpty();
    }

    @Test
    void aFolderThatIsNoHomeIsAProblemInTheObject() throws IOException {
        for (List<String> words : List.of(
                List.of("status"),
                List.of("windows", "why", "i-0123456789abcdef0"),
                List.of("windows", "report"),
                List.of("costs", "report"))) {
            expectTheSameRefusal("CONFIG-010", words.toArray(String[]::new));
        }
    }

    @Test
    void costsThatAreOffAndAnInstanceThatNobodyKnowsAreProblemsInTheObject() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");
        Files.writeString(home.resolve("windows.yaml"), "windows: []\n");

        expectTheSameRefusal("CONFIG-014", "costs", "report");
        expectTheSameRefusal("WINDOW-142", "windows", "why", "i-0123456789abcdef0");
        expectTheSameRefusal("WINDOW-142", "windows", "why", "nobody");
        expectTheSameRefusal("WINDOW-141", "windows", "report", "--month", "soon");
    }
}
