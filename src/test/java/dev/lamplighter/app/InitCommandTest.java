package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.HomeProperty;
import dev.lamplighter.app.init.InitAnswers;
import dev.lamplighter.app.init.InitDialogue;
import dev.lamplighter.app.init.InitQuestion;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lamplighter init} writes, refuses and asks again. */
final class InitCommandTest {
    private final CommandRun lamplighter = new CommandRun();

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void goHome() throws IOException {
        property.set(home);
        HomeProperty.copy(home, "routes", "queries");
    }

    @Test
    void whatItWritesPassesCheckAndKeepsEveryComment() throws IOException {
        assertThat(lamplighter.run(
                        "init",
                        "--panel=none",
                        "--region=eu-west-1",
                        "--profile=desk",
                        "--window=Sunday 9:30-12:00 i-0123456789abcdef0, i-0123456789abcdef1",
                        "--mail=ann@example.org smtp.example.org:587",
                        "--webhook=https://hooks.slack.com/services/T/B/x",
                        "--costs"))
                .isZero();
        assertThat(lamplighter.out())
                .contains(
                        "written: " + home.resolve("application.properties"),
                        "written: " + home.resolve("windows.yaml"))
                .contains("costs are off until")
                .doesNotContain("not said");

        List<String> comments = comments(Path.of("application.properties"));
        assertThat(comments(home.resolve("application.properties")))
                .containsAll(comments)
                .hasSize(comments.size() + 2);
        assertThat(comments(home.resolve("windows.yaml"))).isEqualTo(comments(Path.of("windows.yaml")));
        Map<String, String> values = Configuration.load(new InstallDirectory(home), List.of())
                .settings()
                .values();
        assertThat(values)
                .containsEntry("panel.type", "none")
                .containsEntry("aws.region", "eu-west-1")
                .containsEntry("aws.profile", "desk")
                .containsEntry("alerts.mail.smtp", "smtp.example.org:587")
                .containsEntry("alerts.webhook.url", "https://hooks.slack.com/services/T/B/x")
                .containsEntry("cost.enabled", "false");
        assertThat(lamplighter.run("check")).as(lamplighter.out()).isZero();
        assertThat(lamplighter.out()).endsWith("all well\n");
        assertThat(lamplighter.run("windows", "next", "--file=" + home.resolve("windows.yaml")))
                .isZero();
        assertThat(lamplighter.out()).contains("sunday");
    }

    @Test
    void withoutATerminalNothingIsAskedAndTheDefaultsAreSaid() throws IOException {
        assertThat(lamplighter.run("init", "--no-costs", "--mail=ann@example.org smtp.example.org:587"))
                .isZero();

        assertThat(lamplighter.out().lines())
                .contains(
                        "panel: not said, so the panel that is found at the start",
                        "region: not said, so region and credentials that this machine has",
                        "window: not said, so no window; windows.yaml shows how to write one")
                .noneMatch(line -> line.startsWith("told:") || line.startsWith("costs:"));
        assertThat(Files.readString(home.resolve("windows.yaml"))).isEqualTo(Files.readString(Path.of("windows.yaml")));
        assertThat(lamplighter.run("check")).as(lamplighter.out()).isZero(); // mail alone, no web hook
    }

    @Test
    void nothingThatSomebodyHasWrittenIsOverwritten() throws IOException {
        Files.copy(Path.of("application.properties"), home.resolve("application.properties"));
        Files.writeString(home.resolve("windows.yaml"), "windows: [] # mine\n");

        assertThat(lamplighter.run("init")).isEqualTo(1);

        assertThat(lamplighter.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("CONFIG-077  " + home.resolve("windows.yaml") + "  is there already: "));
        assertThat(Files.readString(home.resolve("windows.yaml"))).isEqualTo("windows: [] # mine\n");
        assertThat(Files.readString(home.resolve("application.properties")))
                .isEqualTo(Files.readString(Path.of("application.properties")));

        Files.copy(Path.of("windows.yaml"), home.resolve("windows.yaml"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(lamplighter.run("init", "--panel=none")).isZero(); // as they were shipped
        assertThat(lamplighter.run("init", "--panel=none")).isEqualTo(1);
    }

    @Test
    void anOptionThatCannotBeUsedSaysWhyAndNothingIsWritten() {
        assertThat(lamplighter.run("init", "--panel=terminl")).isEqualTo(2);
        assertThat(lamplighter.err()).contains("did you mean terminal?");
        assertThat(lamplighter.run("init", "--region=europe")).isEqualTo(2);
        assertThat(lamplighter.err()).contains("a region such as eu-central-1");
        assertThat(lamplighter.run("init", "--window=Sunday 09:30-25:00 i-0123456789abcdef0"))
                .isEqualTo(2);
        assertThat(lamplighter.err()).contains("25:00");
        assertThat(lamplighter.run("init", "--profile=desk")).isEqualTo(2);
        assertThat(lamplighter.run("init", "--mail=ann@example.org")).isEqualTo(2);
        assertThat(lamplighter.err()).contains("alerts.mail.smtp");
        assertThat(home.resolve("application.properties")).doesNotExist();
    }

    @Test
    void aBadAnswerIsAskedAgainWithTheReasonAndTheEndOfTheInputIsTheDefault() {
        Queue<String> typed = new ArrayDeque<>(List.of("unicorn", "unicorn-hat", "", "every day", ""));
        List<String> said = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        InitAnswers answers = new InitAnswers(Instant.parse("2026-11-01T00:00:00Z"), ZoneId.of("Europe/Berlin"));
        InitDialogue dialogue = new InitDialogue(
                question -> {
                    asked.add(question);
                    return typed.poll();
                },
                said::add);

        for (InitQuestion question : InitQuestion.values()) {
            dialogue.answer(question, answers);
        }

        assertThat(InitQuestion.values()).hasSizeLessThanOrEqualTo(5);
        assertThat(asked).hasSize(7);
        assertThat(asked.get(0))
                .isEqualTo(asked.get(1))
                .startsWith("Which panel?")
                .endsWith(" [auto]? ");
        assertThat(said).hasSize(4);
        assertThat(said.get(0)).startsWith("panel.type got \"unicorn\"");
        assertThat(said.get(1)).contains("Sunday 09:30-12:00 i-0123456789abcdef0");
        assertThat(said.get(2)).startsWith("told: not said");
        assertThat(answers.settings()).isEqualTo(Map.of("panel.type", "unicorn-hat"));
    }

    private static List<String> comments(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#"))
                .toList();
    }
}
