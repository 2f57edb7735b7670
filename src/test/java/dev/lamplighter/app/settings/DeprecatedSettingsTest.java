package dev.lamplighter.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.EarlierHome;
import dev.lamplighter.app.service.ConfigurationDryRun;
import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application.properties of commit bed6181, with every key of that time, means what it meant. */
final class DeprecatedSettingsTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Configuration configuration;

    @BeforeEach
    void load() throws IOException {
        configuration = Configuration.load(new InstallDirectory(EarlierHome.copyTo(folder)), List.of());
    }

    @Test
    void noKeyOfThatTimeIsUnknown() {
        assertThat(configuration.unknownKeys()).isEmpty();
    }

    @Test
    void allOfItsSettingsAreInOrder() {
        assertThat(new ConfigurationDryRun(configuration).problems()).isEmpty();
    }

    @Test
    void namesOfThatTimeHoldByTheirNamesOfTodayAndEachIsOneWarning() {
        assertThat(configuration.settings().text("panel.palette")).isEqualTo("classic");
        assertThat(configuration.settings().values())
                .containsKey("cost.legacy-view")
                .doesNotContainKey("cost.seed-view");
        assertThat(configuration.remarks())
                .extracting(Problem::line)
                .satisfiesExactlyInAnyOrder(
                        key -> assertThat(key)
                                .startsWith("CONFIG-040  ")
                                .contains("old key cost.seed-view", "write cost.legacy-view"),
                        beside -> assertThat(beside)
                                .startsWith("CONFIG-040  ")
                                .contains("old key cost.query.timeout", "write cost.athena.timeout"),
                        value -> assertThat(value)
                                .startsWith("CONFIG-040  ")
                                .contains("old value panel.palette=seed", "write panel.palette=classic"));
    }

    @Test
    void ofAKeyThatIsGivenByBothNamesTheNewOneHolds() throws IOException {
        Path overlay = folder.resolve("both.properties");
        Files.writeString(overlay, "cost.seed-view=old_name\ncost.legacy-view=new_name\n");
        Configuration both = Configuration.load(configuration.home(), List.of(overlay));

        assertThat(both.settings().text("cost.legacy-view")).isEqualTo("new_name");
        assertThat(both.remarks())
                .extracting(Problem::line)
                .anySatisfy(line -> assertThat(line).contains("old key cost.seed-view", "remove it"));
    }

    @Test
    void routesReadThePauseOfAStartAsANumberHoweverItIsWritten() throws IOException {
        assertThat(configuration.properties()).containsEntry("windows.start-poll", "5000");
        Path overlay = folder.resolve("poll.properties");
        Files.writeString(overlay, "windows.start-poll=2s\n");

        assertThat(Configuration.load(configuration.home(), List.of(overlay)).properties())
                .containsEntry("windows.start-poll", "2000");
    }
}
