package dev.lamplighter.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.app.status.RunEvents.Level;
import dev.lamplighter.app.status.RunEvents.RunEvent;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.panel.InstancePixel;
import dev.lamplighter.panel.driver.FakeTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows below the panel, drawn on a terminal of the test's own. */
final class RunPictureTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:45:00Z");
    private static final String STATUS = """
        {"at": "2026-11-29T08:45:00Z", "alerts": {"ERROR": 0, "WARN": 0}, "light": {"freshness": "FRESH"},
         "setAside": [], "windows": {"all": [
          {"name": "late", "state": "WAITING", "zone": "UTC", "start": "2026-11-30T09:00:00Z", "end": "2026-11-30T11:00:00Z"},
          {"name": "sunday", "state": "%s", "zone": "UTC", "start": "2026-11-29T09:00:00Z", "end": "2026-11-29T11:00:00Z"},
          {"name": "guard", "state": "GUARD", "zone": "UTC", "start": "2026-11-29T08:50:00Z", "end": "2026-11-29T08:50:00Z"}]}}
        """;

    private final RunPicture picture = new RunPicture(ZoneId.of("UTC"), "work/run.log");
    private final RunEvents events = new RunEvents();

    @Test
    void showsTheNextWindowAndHowLongItIsToGo() throws IOException {
        List<String> lines = picture.lines(status("WAITING"), "", List.of(), NOW, 9);

        assertThat(lines).hasSize(9).startsWith("All well").endsWith("the log: work/run.log");
        assertThat(lines.get(1))
                .startsWith("sunday opens next: ")
                .contains("09:00")
                .endsWith(", 15 min to go");
    }

    @Test
    void showsTheWindowThatIsOpenAndHowMuchOfItIsLeft() throws IOException {
        assertThat(picture.lines(status("OPEN"), "", List.of(), NOW.plusSeconds(3600 * 2), 9)
                        .get(1))
                .startsWith("sunday is open: ")
                .endsWith(", 15 min left");
    }

    @Test
    void saysWhenNoWindowIsAhead() throws IOException {
        JsonNode none = new ObjectMapper().readTree("{\"windows\": {\"all\": []}}");
        assertThat(picture.lines(none, "", List.of(), NOW, 9).get(1)).isEqualTo("no window is ahead");
    }

    @Test
    void showsTheLastFiveEventsInPlaceAndNeverMore() throws IOException {
        FakeTerminal screen = new FakeTerminal(14, 60);
        TerminalLines lines = new TerminalLines(screen.stream(), 3);
        for (int i = 1; i <= 8; i++) {
            events.add(new RunEvent(NOW.plusSeconds(i), Level.INFO, "window=sunday action=START resource=i-" + i));
            lines.draw(picture.lines(status("OPEN"), "", events.latest(), NOW, 9));
        }

        assertThat(screen.lines().subList(5, 10))
                .containsExactlyElementsOf(IntStream.rangeClosed(4, 8)
                        .mapToObj(i -> "08:45:0" + i + " window=sunday action=START resource=i-" + i)
                        .toList());
        assertThat(screen.line(3)).startsWith("All well: sunday is open");
        assertThat(screen.line(11)).isEqualTo("the log: work/run.log");
        assertThat(screen.scrolledAway()).isEmpty();
    }

    @Test
    void drawsOnlyTheLinesThatAreOthersThanBefore() throws IOException {
        FakeTerminal screen = new FakeTerminal(14, 60);
        TerminalLines lines = new TerminalLines(screen.stream(), 3);
        lines.draw(List.of("All well", "a line that is longer"));
        screen.print("\u001b[3;1H???\u001b[14;1H");
        lines.draw(List.of("All well", "short"));

        assertThat(screen.line(3)).as("nobody drew it again").isEqualTo("??? well");
        assertThat(screen.line(4)).isEqualTo("short");
    }

    @Test
    void showsABarWhileAReportIsConverted() throws IOException {
        ConversionProgressStatus half = new ConversionProgressStatus(1, 2, 1234567, 50, 100, Duration.ofSeconds(5));

        assertThat(picture.lines(status("OPEN"), half.lineWithBar(), List.of(), NOW, 9)
                        .get(2))
                .startsWith("[##########----------]  1 of 2 files  rows 1,234,567  ")
                .contains("50 %");
        assertThat(new ConversionProgressStatus(1, 2, 9, 99, 100, Duration.ofSeconds(5)).lineWithBar())
                .as("not full before the end")
                .contains("#-]");
    }

    @Test
    void leavesOutEventsWhereThereIsNoRoom() throws IOException {
        IntStream.range(0, 5).forEach(i -> events.add(new RunEvent(NOW, Level.INFO, "event " + i)));

        assertThat(picture.lines(status("OPEN"), "", events.latest(), NOW, 5))
                .hasSize(5)
                .endsWith("08:45:00 event 3", "08:45:00 event 4");
        assertThat(picture.lines(status("OPEN"), "", events.latest(), NOW, 1)).hasSize(1);
    }

    @Test
    void obeysNoNameThatWouldClearTheScreen() throws IOException {
        events.add(new RunEvent(NOW, Level.INFO, "\u001b[2Jweb is gone"));

        assertThat(picture.lines(status("OPEN"), "", events.latest(), NOW, 9))
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void tellsAnAlertInColourAndItsTimesByTheReadersClock() throws IOException {
        events.add(new RunEvent(NOW, Level.ERROR, "overdue since 2026-11-29T08:00:00Z"));

        assertThat(new RunPicture(ZoneId.of("Asia/Kathmandu"), "")
                        .lines(status("OPEN"), "", events.latest(), NOW, 9)
                        .get(3))
                .startsWith("14:30:00 \u001b[31moverdue since 13:45")
                .endsWith("\u001b[0m");
    }

    @Test
    void tellsLightsThatAreInAnotherStateThanBefore() throws OpenDataException {
        events.look(List.of(), NOW);
        events.look(List.of(light("i-1", "web", "running"), light("i-2", "db", "running")), NOW);
        assertThat(events.latest())
                .as("the first are what later ones are compared with")
                .isEmpty();

        events.look(List.of(light("i-1", "web", "stopping"), light("i-3", "new", "pending")), NOW);

        assertThat(events.latest())
                .extracting(RunEvent::text)
                .containsExactlyInAnyOrder("web is stopping, was running", "new is pending, new", "db is gone");
    }

    @Test
    void theLogGoesToItsFileAndItsLastLinesToThePictureUntilItIsClosed(@TempDir Path folder) throws IOException {
        LoggerContext context = context();
        ConsoleAppender<ILoggingEvent> console = console(context);
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        Path file = folder.resolve("run.log");

        try (LogBesidePicture log = LogBesidePicture.begin(context, events, Optional.of(file))) {
            assertThat(log.isInFile()).isTrue();
            assertThat(root.isAttached(console)).isFalse();
            context.getLogger("one").warn("window={} is late", "sunday");
            context.getLogger("one").debug("a detail");
        }

        assertThat(Files.readAllLines(file)).containsExactly("WARN window=sunday is late", "DEBUG a detail");
        assertThat(events.latest()).extracting(RunEvent::text).containsExactly("window=sunday is late");
        List<ch.qos.logback.core.Appender<ILoggingEvent>> after = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(after::add);
        assertThat(after).containsExactly(console);
    }

    @Test
    void aLogOfTheOperatorsOwnIsLeftAsItIs(@TempDir Path folder) {
        LoggerContext context = context();

        try (LogBesidePicture log = LogBesidePicture.begin(context, events, Optional.of(folder.resolve("run.log")))) {
            context.getLogger("one").info("seen");
            assertThat(log.isInFile()).isFalse();
        }

        assertThat(folder).isEmptyDirectory();
        assertThat(events.latest()).hasSize(1);
    }

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%level %msg%n");
        lines.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName(LogBesidePicture.STANDARD_ERROR);
        console.setEncoder(lines);
        console.start();
        return console;
    }

    private static JsonNode status(String state) throws IOException {
        return new ObjectMapper().readTree(STATUS.formatted(state));
    }

    private static InstancePixel light(String id, String name, String state) throws OpenDataException {
        String[] names = {"position", "instanceId", "name", "state", "meaning"};
        OpenType<?>[] types = {
            SimpleType.STRING, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING
        };
        return InstancePixel.from(
                new CompositeDataSupport(new CompositeType("light", "light", names, names, types), names, new Object[] {
                    "0,0", id, name, state, state
                }));
    }
}
