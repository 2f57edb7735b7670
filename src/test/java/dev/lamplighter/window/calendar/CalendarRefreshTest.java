package dev.lamplighter.window.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CalendarRefreshTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final CalendarServer server = new CalendarServer();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Problem> problems = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private boolean hasNew;

    @TempDir
    private Path state;

    @BeforeEach
    void serve() {
        server.serves("/us.ics", "20261225");
    }

    @AfterEach
    void close() {
        end.countDown();
        server.close();
    }

    private RemoteCalendar source() {
        return new RemoteCalendar("us", server.url("/us.ics"), "windows.yaml:2:8");
    }

    private CalendarCopyFolder folder() {
        return new CalendarCopyFolder(state.resolve("calendars"));
    }

    /** As a service that has just started. */
    private CalendarRefresh started() {
        return new CalendarRefresh(
                () -> List.of(source()), folder(), new CalendarFetch(() -> now, LIMIT), () -> now, (told, isNew) -> {
                    problems.clear();
                    problems.addAll(told);
                    hasNew = isNew;
                });
    }

    private Set<LocalDate> days() {
        return source().read(folder().of(source().url()).orElseThrow(), now)
                .days()
                .dates();
    }

    @Test
    void aCalendarIsFetchedOnceADayAndOnlyWhenItHasChanged() throws Exception {
        CalendarRefresh refresh = started();

        refresh.refresh();
        assertThat(hasNew).isTrue();
        assertThat(days()).containsExactly(LocalDate.of(2026, 12, 25));

        now = now.plus(Duration.ofHours(23));
        refresh.refresh();
        assertThat(hasNew).isFalse();
        assertThat(server.asked).containsExactly("/us.ics null");

        now = now.plus(Duration.ofHours(1));
        refresh.refresh();
        assertThat(hasNew).isFalse();
        assertThat(folder().of(source().url()).orElseThrow().checked()).isEqualTo(now);

        server.serves("/us.ics", "20261224");
        now = now.plus(Duration.ofDays(1));
        refresh.refresh();
        assertThat(hasNew).isTrue();
        assertThat(days()).containsExactly(LocalDate.of(2026, 12, 24));
        assertThat(server.asked).containsExactly("/us.ics null", "/us.ics \"20261225\"", "/us.ics \"20261225\"");
        assertThat(problems).isEmpty();
    }

    @Test
    void theNextProcessGoesOnWithTheCopy() throws Exception {
        started().refresh();
        now = now.plus(Duration.ofHours(1));
        started().refresh();
        now = now.plus(Duration.ofDays(1));
        started().refresh();

        assertThat(server.asked).containsExactly("/us.ics null", "/us.ics \"20261225\"");
    }

    @Test
    void theLastGoodCopyStaysAndIsToldWhenItIsOld() throws Exception {
        CalendarRefresh refresh = started();
        refresh.refresh();
        server.does("/us.ics", exchange -> CalendarServer.answer(exchange, 500, "sorry"));

        now = now.plus(Duration.ofDays(1));
        refresh.refresh();
        refresh.refresh();
        assertThat(server.asked).as("again in an hour").hasSize(2);
        assertThat(problems).isEmpty();

        now = now.plus(Duration.ofDays(2));
        refresh.refresh();
        assertThat(problems)
                .extracting(Problem::line)
                .containsExactly(
                        "WINDOW-048  windows.yaml:2:8  calendar \"us\" can't be fetched from 127.0.0.1: it answers 500;"
                                + " the copy of 2026-11-27T12:00:00Z stays in force; fix: check whether the url still leads to the"
                                + " calendar; it is fetched again within the hour");
        assertThat(days()).containsExactly(LocalDate.of(2026, 12, 25));

        server.serves("/us.ics", "20261226");
        now = now.plus(Duration.ofHours(1));
        refresh.refresh();
        assertThat(problems).isEmpty();
        assertThat(hasNew).isTrue();
    }

    @Test
    void whereNoneEverCameThatIsToldAtOnceAndAskedAtEveryLook() throws Exception {
        server.does("/us.ics", exchange -> CalendarServer.answer(exchange, 404, ""));
        CalendarRefresh refresh = started();

        refresh.refresh();
        refresh.refresh();

        assertThat(problems)
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith(
                        "WINDOW-047  windows.yaml:2:8  calendar \"us\" can't be fetched from 127.0.0.1: it answers 404,"
                                + " so that windows open even on its dates");
        assertThat(server.asked).hasSize(2);
        assertThat(hasNew).isFalse();
    }

    /** What a server does, beside what is said of it. */
    static Stream<Map.Entry<String, CalendarServer.Act>> unusable() {
        return Stream.of(
                Map.entry("a web page", exchange -> CalendarServer.answer(exchange, 200, "<html>Sign in</html>")),
                Map.entry("it is empty", exchange -> CalendarServer.answer(exchange, 200, "")),
                Map.entry(
                        "it is cut off",
                        exchange ->
                                CalendarServer.answer(exchange, 200, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026")),
                Map.entry(
                        "no events",
                        exchange -> CalendarServer.answer(exchange, 200, "BEGIN:VCALENDAR\nEND:VCALENDAR\n")),
                Map.entry(
                        "larger than 1024 KiB",
                        exchange -> CalendarServer.answer(exchange, 200, "BEGIN:VCALENDAR\n".repeat(100_000))),
                Map.entry("redirects more than 5 times", exchange -> {
                    exchange.getResponseHeaders().set("Location", "/us.ics");
                    exchange.sendResponseHeaders(302, -1);
                }),
                Map.entry("redirects to an address that is not allowed: file://null", exchange -> {
                    exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
                    exchange.sendResponseHeaders(302, -1);
                }),
                Map.entry(
                        "gives no answer",
                        exchange -> exchange.getHttpContext().getServer().stop(0)),
                Map.entry("answers 304", exchange -> exchange.sendResponseHeaders(304, -1)),
                Map.entry("answers 204", exchange -> exchange.sendResponseHeaders(204, -1)));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatIsNoCalendarNeverTakesThePlaceOfOne(Map.Entry<String, CalendarServer.Act> given) throws Exception {
        server.does("/us.ics", given.getValue());

        started().refresh();

        assertThat(problems).singleElement().extracting(Problem::why).asString().contains(given.getKey());
        assertThat(folder().of(source().url())).isEmpty();
    }

    @Test
    void whoDribblesIsGivenUpAtTheLimit() throws Exception {
        server.does("/us.ics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("BEGIN:VCALENDAR\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        started().refresh();

        assertThat(problems).singleElement().extracting(Problem::why).asString().contains("no whole answer within 2 s");
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        server.does("/us.ics", exchange -> {
            exchange.getResponseHeaders().set("Location", "moved.ics");
            exchange.sendResponseHeaders(301, -1);
        });
        server.serves("/moved.ics", "20261225");

        started().refresh();

        assertThat(days()).containsExactly(LocalDate.of(2026, 12, 25));
    }

    @Test
    void aDamagedCopyIsFetchedAnew() throws Exception {
        started().refresh();
        try (Stream<Path> files = Files.list(state.resolve("calendars"))) {
            for (Path file : files.toList()) {
                assertThat(file.getFileName().toString()).matches("[0-9a-f]{24}\\.calendar");
                Files.writeString(file, "fetched: yesterday\n");
            }
        }

        started().refresh();

        assertThat(server.asked).containsExactly("/us.ics null", "/us.ics null");
        assertThat(days()).containsExactly(LocalDate.of(2026, 12, 25));
    }

    /** A line that is taken out for a week finds its calendar again. */
    @Test
    void theCopyOfACalendarThatIsNoLongerDeclaredGoesAfterAMonth() throws Exception {
        started().refresh();
        CalendarRefresh without = new CalendarRefresh(
                List::of, folder(), new CalendarFetch(() -> now, LIMIT), () -> now, (told, isNew) -> {});

        now = now.plus(Duration.ofDays(30));
        without.refresh();
        assertThat(folder().of(source().url())).isPresent();

        now = now.plusSeconds(1);
        started().refresh();
        without.refresh();
        assertThat(folder().of(source().url()))
                .as("declared meanwhile, and checked just now")
                .isPresent();

        now = now.plus(Duration.ofDays(30)).plusSeconds(1);
        without.refresh();
        assertThat(folder().of(source().url())).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsToldAndEndsNothing() throws IOException, InterruptedException {
        Files.writeString(state.resolve("calendars"), "a file is there");

        started().refresh();

        assertThat(problems).singleElement().extracting(Problem::why).asString().startsWith("its copy can't be kept: ");
    }
}
