package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit of windows.yaml that nobody has had read yet; 24 December 2026 is a Thursday, Chicago six hours behind UTC. */
final class ReloadNeededNoticeTest {
    private static final String WINDOWS = """
            windows:
              - name: noon
                zone: America/Chicago
                when: {days: MON-SUN, opens: "12:00", closes: "13:00"}
                instance: i-0123456789abcdef0
            """;
    private static final String NOTICE =
            "windows.yaml has changed since the service read it, Thu 24 Dec 08:00 CST; what it says now counts after:"
                    + " bin/lamplighter reload";
    private static final Map<String, String> VALUES = Map.of(
            "windows open", "at tomorrow 15:00",
            "windows skip", "which next",
            "windows why", "instance i-0123456789abcdef0",
            "windows why-json", "instance i-0123456789abcdef0");

    private final StateDatabase database = StateDatabase.inMemory();
    private Instant now = Instant.parse("2026-12-24T14:00:00Z");

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        database.close();
    }

    private WindowsFeature feature() throws IOException {
        Files.writeString(home.resolve("windows.yaml"), WINDOWS);
        return new WindowsFeature(new ServiceContext(
                new Settings(Map.of(), home), AwsClients.refusing(), database.dataSource(), () -> now));
    }

    private static List<String> call(Verbs verbs, String name) throws IOException {
        Map<String, String> values = new TreeMap<>();
        Verb verb = verbs.find(name).orElseThrow();
        if (verb.arguments().stream().anyMatch(argument -> argument.name().equals("window"))) {
            values.put("window", "noon");
            values.put("dryRun", "true");
        }
        Optional.ofNullable(VALUES.get(name))
                .ifPresent(value -> values.put(value.split(" ", 2)[0], value.split(" ", 2)[1]));
        return verbs.call(name, values, new Caller("test", "ann"));
    }

    @Test
    void eachVerbThatAnswersTellsItUntilItIsReadAgain() throws Exception {
        try (WindowsFeature feature = feature()) {
            Verbs verbs = new Verbs(feature.verbs());
            List<String> asking =
                    List.of("next", "plan", "status", "why", "report", "validate", "open", "skip").stream()
                            .map(word -> "windows " + word)
                            .toList();
            for (String name : asking) {
                assertThat(call(verbs, name)).as(name).isNotEmpty().noneMatch(line -> line.contains("has changed"));
            }
            now = Instant.parse("2026-12-25T15:00:00Z");
            Files.writeString(home.resolve("windows.yaml"), WINDOWS.replace("13:00", "14:00"));

            for (String name : asking) {
                List<String> answer = call(verbs, name);
                assertThat(answer).as(name).hasSizeGreaterThan(1).last().isEqualTo(NOTICE);
            }
            assertThat(call(verbs, "windows next").get(0)).contains("12:00 to 13:00 CST");

            feature.reread().orElseThrow().take();
            assertThat(call(verbs, "windows next"))
                    .noneMatch(line -> line.contains("has changed"))
                    .first()
                    .asString()
                    .contains("12:00 to 14:00 CST");
            Files.delete(home.resolve("windows.yaml"));
            assertThat(call(verbs, "windows next")).last().asString().contains("has changed", ", 09:00 CST;");
        }
    }

    @Test
    void anObjectOfJsonHasItAsAField() throws Exception {
        try (WindowsFeature feature = feature()) {
            Verbs verbs = new Verbs(feature.verbs());
            Files.writeString(home.resolve("windows.yaml"), WINDOWS + "# a remark\n");

            for (String name : List.of("windows next-json", "windows why-json", "windows report-json")) {
                JsonNode answer = new ObjectMapper().readTree(String.join("\n", call(verbs, name)));
                assertThat(answer.path("changedDeclaration").path("readAt").asText())
                        .as(name)
                        .isEqualTo("2026-12-24T14:00:00Z");
                assertThat(answer.path("changedDeclaration").path("fix").asText())
                        .isEqualTo("bin/lamplighter reload");
            }
            assertThat(call(verbs, "windows plan-json")).hasSize(1);
        }
    }
}
