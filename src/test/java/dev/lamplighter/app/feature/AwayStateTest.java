package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.app.status.StatusText;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state in a database that can't be reached; with processes {@code sandbox/AwaitedDatabaseIT}. */
final class AwayStateTest {
    private static final String LINE = "CONFIG-052  jdbc:postgresql://127.0.0.1:1/none  ";

    @TempDir
    private Path folder;

    private Configuration configuration() throws IOException {
        Path mine = Files.write(
                folder.resolve("my.properties"),
                List.of(
                        "state.url=jdbc:postgresql://127.0.0.1:1/none?password=secret",
                        "state.folder=" + folder.resolve("work"),
                        "state.copy=pi-2",
                        "panel.type=none",
                        "panel.pixels-file=" + folder.resolve("pixels.json"),
                        "cost.enabled=true",
                        "cost.source=s3://reports/cur",
                        "cost.report-name=r",
                        "cost.target=s3://tables/costs",
                        "cost.athena.database=costs",
                        "cost.athena.table=costs",
                        "cost.athena.output=s3://tables/answers"));
        return Configuration.load(new InstallDirectory(Path.of("").toAbsolutePath()), List.of(mine));
    }

    @Test
    void aCommandIsRefusedInOneLine() throws IOException {
        Configuration configuration = configuration();

        assertThatThrownBy(() -> ServiceState.open(configuration))
                .hasMessageStartingWith(LINE)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aServiceHasItsLightAndSetsWindowsAndCostsAside() throws IOException {
        Configuration configuration = configuration();
        try (ServiceState state = ServiceState.openOrAwait(configuration)) {
            ServiceContext on = ServiceContext.on(state, configuration, AwsClients.refusing(), InstantSource.system());
            on = on.with(configuration.withoutCosts().settings());
            try (Features features = Features.on(on, PanelDrivers.onlyLooking(LightFeature.surroundings())::choose)) {
                assertThat(on.setAside().stoppedAreas()).containsExactlyInAnyOrder(SetAside.WINDOWS, SetAside.COSTS);
                assertThat(features.mxBeans()).containsKey("Panel").doesNotContainKey("Windows");
                assertThat(features.isAnyLeft(false)).isTrue();
                assertThat(features.status().getActing().values()).containsOnly(0);
                assertThat(StatusText.lines(
                                features.status().json(), InstantSource.system().instant()))
                        .anyMatch(line -> line.startsWith("acted (this is copy pi-2): alerts by no known copy"))
                        .anyMatch(line -> line.startsWith("light: "))
                        .anyMatch(line -> line.contains("windows is set aside: " + LINE))
                        .anyMatch(line -> line.contains("costs is set aside: " + LINE));
            }
        }
    }
}
