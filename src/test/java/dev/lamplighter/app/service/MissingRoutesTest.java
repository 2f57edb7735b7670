package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.Features;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.panel.driver.ChosenPanel;
import dev.lamplighter.panel.driver.NoPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of routes that an earlier version came with, or from which somebody removed one. */
final class MissingRoutesTest {
    private static final String WINDOW = """
        windows:
          - {name: sunday, zone: UTC, when: {days: SUN, opens: "08:00", closes: "12:00"}, instance: i-0123456789abcdef0}
        """;

    @TempDir
    private Path home;

    @Test
    void aRouteThatNobodyWroteIsToldWithWhatIsNotDoneForIt() throws IOException {
        assertThat(setAside(WINDOW, "windows-reconcile", "windows-deadlines"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.line())
                        .contains(
                                "WINDOW-172  routes/windows-outside.camel.yaml",
                                "machines that run outside their windows are not reported"));
    }

    @Test
    void withoutTheRouteThatRepairsWindowsTheirAreaIsDown() throws IOException {
        assertThat(setAside(WINDOW, "windows-outside", "windows-deadlines"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.stopsArea()).isTrue());
    }

    @Test
    void whoHasNoWindowsNeedsNoRoutesForThem() throws IOException {
        assertThat(setAside("windows: []\n")).isEmpty();
    }

    @Test
    void withoutTheRouteOfEveryStatementCostsAreDownAndALesserOneIsTold() throws IOException {
        List<String> routes = new ArrayList<>(List.of(
                "athena",
                "cost-answer",
                "cost-answer-archive",
                "cost-answers",
                "cost-convert-athena",
                "cost-discover",
                "cost-poll",
                "cost-published",
                "cost-remake",
                "cost-remakes",
                "cost-streams",
                "cost-upload-test",
                "cost-verify",
                "cost-version",
                "cost-views"));
        assertThat(setAside(costs(), "windows: []\n", routes.toArray(String[]::new)))
                .isEmpty();
        routes.removeAll(List.of("athena", "cost-verify"));

        List<SetAside.Entry> missing = setAside(costs(), "windows: []\n", routes.toArray(String[]::new));

        assertThat(missing).hasSize(2);
        assertThat(missing)
                .filteredOn(SetAside.Entry::stopsArea)
                .singleElement()
                .satisfies(entry -> assertThat(entry.line())
                        .contains("COST-154  routes/athena.camel.yaml", "no month is published"));
    }

    private static Map<String, String> costs() {
        return Map.of(
                "cost.enabled", "true",
                "cost.source", "s3://reports",
                "cost.target", "s3://lake",
                "cost.report-name", "hourly",
                "cost.athena.database", "billing",
                "cost.athena.output", "s3://results/");
    }

    private List<SetAside.Entry> setAside(String windows, String... routes) throws IOException {
        return setAside(Map.of(), windows, routes);
    }

    private List<SetAside.Entry> setAside(Map<String, String> values, String windows, String... routes)
            throws IOException {
        Files.writeString(home.resolve("windows.yaml"), windows);
        Files.createDirectories(home.resolve("queries"));
        Settings settings = new Settings(values, home);
        try (StateDatabase database = StateDatabase.inMemory()) {
            ServiceContext serviceContext =
                    new ServiceContext(settings, AwsClients.refusing(), database.dataSource(), InstantSource.system());
            try (Features features = Features.on(
                    serviceContext, panel -> new ChosenPanel("none", "panel.type", new NoPanel(panel.size())))) {
                features.routes()
                        .tellMissing(
                                serviceContext.setAside(),
                                new RouteLoadResult(List.of(), List.of(routes), List.of(), List.of(), Map.of()));
                return serviceContext.setAside().entries();
            }
        }
    }
}
