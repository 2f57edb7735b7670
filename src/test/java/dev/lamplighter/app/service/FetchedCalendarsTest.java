package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.feature.StagedReload;
import dev.lamplighter.app.feature.WindowsFeature;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.calendar.CalendarRefresh;
import dev.lamplighter.window.calendar.CalendarServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calendar at a URL, from its server to the windows that run. */
final class FetchedCalendarsTest {
    private static final String WINDOWS = """
            calendars:
              us: {url: "%s"}
            windows:
              - {name: noon, zone: UTC, when: {days: MON-SUN, opens: "12:00", closes: "13:00", except: us}, instance: i-0123456789abcdef0}
            """;

    private final CalendarServer server = new CalendarServer();
    private final StateDatabase database = StateDatabase.inMemory();
    private Instant now = Instant.parse("2026-12-24T08:00:00Z");

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    private ServiceContext foundation() throws IOException {
        Files.writeString(home.resolve("windows.yaml"), WINDOWS.formatted(server.url("/us.ics")));
        return new ServiceContext(
                new Settings(Map.of(), home), AwsClients.refusing(), database.dataSource(), () -> now);
    }

    private static void refresh(WindowsFeature feature) throws InterruptedException {
        ((CalendarRefresh) Objects.requireNonNull(feature.beans().get("windowCalendars"))).refresh();
    }

    private static String next(WindowsFeature feature) {
        return feature.operations().next(10).stream()
                .filter(line -> line.contains(" opens "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runningWindowsGoByWhatIsFetchedAndTheNextProcessByTheCopy() throws Exception {
        server.serves("/us.ics", "20261224");
        ServiceContext serviceContext = foundation();
        try (WindowsFeature feature = new WindowsFeature(serviceContext)) {
            assertThat(next(feature)).contains(" opens today,");
            assertThat(feature.remarks(Set.of()))
                    .extracting(Problem::line)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "WINDOW-046  windows.yaml:2:13  calendar \"us\": nothing has been fetched from 127.0.0.1 yet");

            refresh(feature);
            assertThat(next(feature)).contains(" 25 Dec,");

            server.serves("/us.ics", "20261226");
            now = now.plus(Duration.ofDays(1));
            refresh(feature);
            assertThat(next(feature)).contains(" opens today,");
            now = now.plus(Duration.ofHours(6));
            assertThat(next(feature)).contains(" 27 Dec,");
        }
        int asked = server.asked.size();
        try (WindowsFeature feature = new WindowsFeature(serviceContext)) {
            assertThat(next(feature)).contains(" 27 Dec,");
            assertThat(feature.remarks(Set.of()))
                    .extracting(Problem::line)
                    .singleElement()
                    .asString()
                    .contains("read from the copy of 2026-12-25T08:00:00Z, without asking 127.0.0.1");
            assertThat(server.asked).hasSize(asked);
        }
    }

    @Test
    void withoutACopyTheWindowOpensAndThatIsSetAsideUntilThereIsOne() throws Exception {
        server.does("/us.ics", exchange -> exchange.sendResponseHeaders(503, -1));
        ServiceContext serviceContext = foundation();
        try (WindowsFeature feature = new WindowsFeature(serviceContext)) {
            refresh(feature);

            assertThat(next(feature)).contains(" opens today,");
            assertThat(serviceContext.setAside().entries())
                    .extracting(SetAside.Entry::area, entry -> entry.problem().code(), SetAside.Entry::stopsArea)
                    .containsExactly(tuple("windows", "WINDOW-047", false));

            server.serves("/us.ics", "20261224");
            refresh(feature);

            assertThat(next(feature)).contains(" 25 Dec,");
            assertThat(serviceContext.setAside().entries()).isEmpty();
        }
    }

    @Test
    void anEditOfTheDeclarationWaitsUntilAPersonSaysSo() throws Exception {
        server.serves("/us.ics", "20261224");
        try (WindowsFeature feature = new WindowsFeature(foundation())) {
            Path file = home.resolve("windows.yaml");
            Files.writeString(file, Files.readString(file).replace("name: noon", "name: other"));

            refresh(feature);

            assertThat(next(feature)).startsWith("noon").contains(" 25 Dec,");
            StagedReload reloadedDeclarations = feature.reread().orElseThrow();
            assertThat(reloadedDeclarations.mistakes()).isEmpty();
            assertThat(reloadedDeclarations.take()).contains("windows.yaml  noon  gone");
            assertThat(next(feature)).startsWith("other").contains(" 25 Dec,");
        }
    }

    @Test
    void aRouteThatIsMissingIsToldOnlyWhereSomethingIsToBeFetched() throws IOException {
        try (WindowsFeature feature = new WindowsFeature(foundation())) {
            assertThat(feature.expectedRoutes()).containsKey("windows-calendars");
        }
        Files.writeString(home.resolve("windows.yaml"), WINDOWS.replace("url: \"%s\"", "dates: [2026-12-24]"));
        List<String> expected;
        try (WindowsFeature feature = new WindowsFeature(new ServiceContext(
                new Settings(Map.of(), home), AwsClients.refusing(), database.dataSource(), () -> now))) {
            expected = List.copyOf(feature.expectedRoutes().keySet());
        }
        assertThat(expected).doesNotContain("windows-calendars").contains("windows-reconcile");
    }
}
