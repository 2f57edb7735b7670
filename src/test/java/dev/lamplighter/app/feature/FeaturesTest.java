package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.app.service.ConfigurationDryRun;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.PanelDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ways begin when one of them can't. */
final class FeaturesTest {
    @TempDir
    private Path folder;

    private final StateDatabase database = StateDatabase.inMemory();
    private SetAside setAside = new SetAside();

    @AfterEach
    void close() {
        database.close();
    }

    private Configuration configuration(String... lines) throws IOException {
        Path mine = Files.write(folder.resolve("my.properties"), List.of(lines));
        return Configuration.load(new InstallDirectory(Path.of("").toAbsolutePath()), List.of(mine));
    }

    private Features on(Configuration configuration, Function<PanelSettings, ChosenPanel> panel) {
        ServiceContext serviceContext =
                new ServiceContext(configuration, AwsClients.refusing(), database.dataSource(), InstantSource.system());
        setAside = serviceContext.setAside();
        return Features.on(serviceContext, panel);
    }

    private ChosenPanel looked(PanelSettings settings) {
        return PanelDrivers.onlyLooking(LightFeature.surroundings()).choose(settings);
    }

    private Path pixels() {
        return folder.resolve("pixels.json");
    }

    private static List<String> routes(Features features) {
        return features.routes().declared().templated().stream()
                .map(TemplatedRoute::routeId)
                .toList();
    }

    @Test
    void aPanelThatCantBeOpenedLeavesWindowsAndCostsAndPollsForNobody() throws IOException {
        try (Features features = on(configuration("panel.pixels-file=" + pixels()), settings -> {
            throw new ProblemException(
                    new Problem("LIGHT-020", "/dev/spidev0.0", "no such device", "why", "fix", Problem.Kind.REFUSED));
        })) {
            assertThat(setAside.stoppedAreas()).containsExactly("light");
            assertThat(features.mxBeans())
                    .containsKeys("Windows", "CostReports")
                    .doesNotContainKey("Panel");
            assertThat(routes(features)).isEmpty();
            assertThat(features.isAnyLeft(false)).isTrue();
            assertThat(pixels()).doesNotExist();
        }
    }

    @Test
    void whatFailsOtherwiseIsOneLineToo() throws IOException {
        try (Features features = on(configuration("panel.pixels-file=" + pixels()), settings -> {
            throw new IllegalStateException("the bus is on fire");
        })) {
            assertThat(setAside.entries())
                    .extracting(entry -> entry.problem().line())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith(
                                    "CONFIG-027  light  can't begin: IllegalStateException the bus is on fire; fix: "));
            assertThat(features.mxBeans()).containsKey("Windows");
        }
    }

    @Test
    void windowsThatAreReadAgainAreSetAsideAsTheyAreWrittenThenAndOnlyNewMistakesCount() throws IOException {
        Path file = folder.resolve("windows.yaml");
        String sound = """
              - name: evening
                zone: Europe/Berlin
                when: {days: SUN, opens: "18:00", closes: "20:00"}
                instance: i-0123456789abcdef0
            """;
        String mistaken = sound.replace("evening", "morning").replace("Berlin", "Nowhere");
        Files.writeString(file, "windows:\n" + mistaken);
        try (Features features = on(
                configuration("panel.type=none", "windows.file=" + file, "panel.pixels-file=" + pixels()),
                this::looked)) {
            assertThat(setAside.stoppedAreas()).containsExactly("windows");

            Files.writeString(file, "# the same mistake on another line\nwindows:\n" + sound + mistaken);
            RouteReload.Declarations reread = features.routes().reread();
            assertThat(reread.mistakes()).isEmpty();
            assertThat(routes(features)).doesNotContain("evening.start");
            assertThat(reread.routes().templated())
                    .extracting(TemplatedRoute::routeId)
                    .contains("evening.start", "evening.stop");
            assertThat(reread.take()).singleElement().asString().startsWith("windows.yaml  evening  new, next ");
            assertThat(setAside.stoppedAreas()).isEmpty();
            assertThat(setAside.lines()).singleElement().asString().contains("windows.yaml:8:", "Europe/Nowhere");

            Files.writeString(file, "windows:\n" + sound.replace("SUN", "SUNNY"));
            assertThat(features.routes().reread().mistakes())
                    .singleElement()
                    .satisfies(mistake -> assertThat(mistake.line()).contains("SUNNY"));
            assertThat(routes(features)).contains("evening.start");

            Files.writeString(file, "windows:\n" + sound);
            assertThat(features.routes().reread().take()).containsExactly("windows.yaml  no window has changed");
            assertThat(setAside.entries()).isEmpty();
        }
    }

    @Test
    void pinsOffThePanelCostThemselves() throws IOException {
        Configuration configuration = configuration(
                "panel.type=none",
                "panel.pixels-file=" + pixels(),
                "panel.pin.in=1,1",
                "panel.pin.out=8,0",
                "panel.pin.second=1,1");
        try (Features features = on(configuration, this::looked)) {
            assertThat(setAside.stoppedAreas()).isEmpty();
            assertThat(setAside.entries())
                    .extracting(entry -> entry.problem().what())
                    .containsExactly("panel.pin.out got \"8,0\"", "panel.pin.second got \"1,1\"");
            assertThat(features.mxBeans()).containsKeys("Windows", "Panel");
            assertThat(routes(features)).contains("light-poll");
        }
    }

    @Test
    void withoutAJournalThereAreNoWindowsAndWithoutAnyWayNothingIsLeft() throws IOException {
        try (Features features = on(
                configuration("windows.journal.url=mysql://x", "panel.type=none", "panel.pixels-file=" + pixels()),
                this::looked)) {
            assertThat(features.mxBeans()).containsKey("Panel").doesNotContainKey("Windows");
            assertThat(features.routes().declared().absentBeans()).contains("windows");
            assertThat(features.isAnyLeft(false)).isTrue();
        }
        try (Features features = on(configuration("windows.journal.url=mysql://x", "panel.size=x"), this::looked)) {
            assertThat(features.isAnyLeft(false)).isFalse();
            assertThat(features.isAnyLeft(true)).isTrue();
        }
    }

    @Test
    void routesOfAnAreaThatIsSetAsideAreNoProblemsOfTheirOwn() throws IOException {
        Configuration configuration = configuration("windows.journal.url=mysql://x", "panel.size=x");

        assertThat(new ConfigurationDryRun(configuration).problems())
                .extracting(Problem::what)
                .containsExactly("panel.size got \"x\"", "windows.journal.url got \"mysql://x\"");
    }
}
