package dev.lamplighter.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code config --show} says of each setting, and what routes can read. */
final class ShownSettingsTest {
    @TempDir
    Path folder;

    private Configuration configuration(String text) throws Exception {
        Path file = folder.resolve("mine.properties");
        Files.writeString(file, text);
        return Configuration.load(new InstallDirectory(Path.of("").toAbsolutePath()), List.of(file));
    }

    @Test
    void eachSettingHasItsValueItsDefaultAndItsPlace() throws Exception {
        Map<String, ShownSetting> shown = configuration("# mine\nalerts.period=7s\n").shown().stream()
                .collect(Collectors.toMap(ShownSetting::key, Function.identity()));
        assertThat(shown.get("alerts.period"))
                .isEqualTo(new ShownSetting("alerts.period", "7s", "5s", folder.resolve("mine.properties") + ":2"));
        assertThat(shown.keySet()).containsAll(Configuration.defaults().keySet());
    }

    @Test
    void noSecretIsShownNorReadByRoutes() throws Exception {
        Configuration configuration = configuration("""
                alerts.mail.to=ann@example.org
                alerts.mail.smtp=smtp.example.org:587
                alerts.mail.user=ann
                alerts.mail.password=s3cr3t-1
                alerts.webhook.url=https://hooks.slack.com/s3cr3t-2
                alerts.webhook.authorization=Bearer s3cr3t-3
                alerts.heartbeat.url=https://hc.example.org/s3cr3t-4
                camel.component.http.proxy-auth-password=s3cr3t-5
                """);
        assertThat(configuration.shown().toString()).doesNotContain("s3cr3t").contains("***", "smtp.example.org:587");
        assertThat(configuration.properties().toString())
                .doesNotContain("s3cr3t-1")
                .doesNotContain("s3cr3t-2")
                .doesNotContain("s3cr3t-3")
                .doesNotContain("s3cr3t-4");
    }

    @Test
    void aPlaceThatIsHalfDescribedIsLeftOutAndToldAndTheOtherStays() throws Exception {
        Configuration configuration = configuration(
                "alerts.mail.to=ann@example.org\nalerts.mail.smtp=a b\nalerts.webhook.url=https://example.org/s3cr3t\n");
        assertThat(configuration.refused())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line())
                        .startsWith("CONFIG-002  ")
                        .contains("mine.properties:2", "alerts.mail.smtp"));
        assertThat(configuration.properties())
                .containsEntry("messages.mail.enabled", "false")
                .containsEntry("messages.webhook.enabled", "true");
    }

    @Test
    void aRefusedAddressIsNotRepeated() throws Exception {
        assertThat(configuration("alerts.webhook.url=ftp://s3cr3t\n").refused())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).contains("***").doesNotContain("s3cr3t"));
    }

    @Test
    void aDoubtfulLineOfASecretIsToldWithoutIt() throws Exception {
        assertThat(configuration("alerts.mail.password=s3cr3t\\x # mine\n").remarks())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.line()).startsWith("CONFIG-041").doesNotContain("s3cr3t"));
    }
}
