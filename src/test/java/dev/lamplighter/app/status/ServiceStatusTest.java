package dev.lamplighter.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Problem PROBLEM =
            new Problem(WindowProblemCode.NOT_YAML, "windows.yaml:3:5", "zone", "why", "fix");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private final Map<String, Object> panel = new TreeMap<>(Map.of(
            "getFreshness",
            "FRESH",
            "getLastPollAt",
            "2026-11-22T11:59:57Z",
            "getInstances",
            12,
            "getHiddenInstances",
            0,
            "getPanelType",
            "none",
            "getWidth",
            8,
            "getHeight",
            8,
            "getFailure",
            ""));
    private final Map<String, Object> windows = new TreeMap<>(Map.of("isActing", true, "getWindows", List.of()));
    private final List<Alert> alerts = new ArrayList<>();
    private final SetAside setAside = new SetAside();

    private final ServiceStatus status = new ServiceStatus(
            new ServiceStatus.Sources(
                    fake(WindowOperationsMXBean.class, windows),
                    fake(PanelMXBean.class, panel),
                    null,
                    () -> alerts,
                    setAside,
                    null),
            () -> NOW);

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (!answers.containsKey(method.getName())) {
                        throw new IllegalStateException("no database");
                    }
                    return answers.get(method.getName());
                }));
    }

    private List<String> lines() {
        return StatusText.lines(status.json(), NOW);
    }

    @Test
    void aQuietServiceStillSaysEverything() {
        assertThat(lines())
                .containsExactly(
                        "windows: none are declared",
                        "light: up to date, 12 instances on none 8x8, EC2 last answered 3 s ago",
                        "costs: off",
                        "alerts: none",
                        "set aside: nothing");
        assertThat(status.getLastPollAgeSeconds()).isEqualTo(3);
        assertThat(status.getNewestReportAgeSeconds()).isEqualTo(-1);
    }

    @Test
    void alertsAreCountedBySeverityAndWhatIsSetAsideIsTold() {
        for (AlertSeverity severity : List.of(AlertSeverity.ERROR, AlertSeverity.WARN, AlertSeverity.WARN)) {
            alerts.add(new Alert(new AlertKey("windows", "w", "i"), severity, "WINDOW-111", "not ready", NOW));
        }
        setAside.add(SetAside.WINDOWS, PROBLEM);
        panel.put("getFreshness", "LOST");
        panel.put("getLastPollAt", "");

        assertThat(lines())
                .contains(
                        "light: knows nothing any more, 12 instances on none 8x8, no poll yet",
                        "alerts: 1 ERROR (wants a person), 2 WARN (tried again by themselves)",
                        "  ERROR since 12:00 UTC: not ready",
                        "set aside: 1")
                .anyMatch(line -> line.contains(PROBLEM.line()));
        assertThat(List.of(status.getAlertsError(), status.getAlertsWarn(), status.getSetAside()))
                .containsExactly(1, 2, 1);
        assertThat(List.of(status.getStale(), status.getLost())).containsExactly(1, 1);
        assertThat(status.getLastPollAgeSeconds()).isEqualTo(-1);
    }

    /** As "windows next" has it, and not by the offset that the JSON has for programs. */
    @Test
    void theTimesOfAWindowAreByItsZone() throws Exception {
        String kept = """
                {"windows": {"acting": true, "all": [{"name": "sunday", "state": "CLOSED", "zone": "Europe/Berlin",
                "start": "2026-11-29T10:00:00+01:00", "end": "2026-11-29T12:00:00+01:00", "problem": ""}]}}
                """;

        assertThat(StatusText.lines(new ObjectMapper().readTree(kept), NOW))
                .anyMatch(line -> line.contains("sunday") && line.contains("10:00 to 12:00 CET"));
        assertThat(StatusText.lines(new ObjectMapper().readTree(kept.replace("Europe/Berlin", "")), NOW))
                .anyMatch(line -> line.contains("sunday") && line.contains("10:00 to 12:00 +01:00"));
    }

    @Test
    void aPartThatCannotBeReadHidesNoneOfTheOthers() {
        windows.clear();
        panel.remove("getInstances");

        assertThat(lines())
                .contains("windows: unknown: no database", "costs: off", "alerts: none")
                .anyMatch(line -> line.startsWith("light: up to date") && line.endsWith(": no database"));
        assertThat(StatusText.lines(new ObjectMapper().createObjectNode(), NOW))
                .containsExactly(
                        "windows: unknown",
                        "light: unknown",
                        "costs: unknown",
                        "alerts: unknown",
                        "set aside: nothing");
    }

    @Test
    void theFileIsWrittenOnChangeAndSeldomAndOnceMoreInTheEnd() throws Exception {
        Path file = folder.resolve("status.json");
        AtomicLong nanos = new AtomicLong(1);
        AtomicLong made = new AtomicLong();
        ObjectMapper json = new ObjectMapper();
        StatusFile kept = StatusFile.of(
                file,
                () -> {
                    ObjectNode now = status.json();
                    return now.put("at", "moment " + made.incrementAndGet());
                },
                nanos::get);
        kept.look();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        byte[] first = Files.readAllBytes(file);

        nanos.addAndGet(StatusFile.AT_MOST_EVERY.toNanos());
        panel.put("getLastPollAt", "2026-11-22T11:59:59Z");
        kept.look();
        assertThat(Files.readAllBytes(file)).isEqualTo(first); // time alone is no news

        setAside.add(SetAside.WINDOWS, PROBLEM);
        kept.look();
        JsonNode second = json.readTree(file.toFile());
        assertThat(second.path("setAside")).hasSize(1);

        setAside.add(SetAside.COSTS, PROBLEM);
        nanos.addAndGet(StatusFile.AT_MOST_EVERY.toNanos() - 1);
        kept.look();
        assertThat(json.readTree(file.toFile())).isEqualTo(second); // too early
        nanos.addAndGet(1);
        kept.look();
        assertThat(json.readTree(file.toFile()).path("setAside")).hasSize(2);

        String at = json.readTree(file.toFile()).path("at").asText();
        nanos.addAndGet(StatusFile.AT_LEAST_EVERY.toNanos());
        kept.look();
        assertThat(json.readTree(file.toFile()).path("at").asText()).isNotEqualTo(at);
        kept.close();
        assertThat(json.readTree(file.toFile()).path("stopped").asBoolean()).isTrue();
    }

    @Test
    void agesAreForPeople() {
        assertThat(List.of(Duration.ofSeconds(119), Duration.ofMinutes(119), Duration.ofHours(47), Duration.ofDays(9)))
                .extracting(age -> StatusText.age(NOW.minus(age).toString(), NOW))
                .containsExactly("119 s", "119 min", "47 h", "9 d");
        assertThat(StatusText.age("nonsense", NOW)).isEmpty();
    }
}
