package dev.lamplighter.window.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * An iCalendar file beside the days of 2026 to 2028 that it means, worked out by hand or by looking at each day by itself.
 *
 * @param body its lines between those of VCALENDAR, between bars
 */
record CalendarCase(String name, String body, List<LocalDate> days) {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    /** @param lines properties of one event, between bars */
    static CalendarCase event(String name, String lines, List<LocalDate> days) {
        return new CalendarCase(name, "BEGIN:VEVENT|" + lines + "|END:VEVENT", days);
    }

    static CalendarCase file(String name, String body, List<LocalDate> days) {
        return new CalendarCase(name, body, days);
    }

    static String text(String body) {
        return ("BEGIN:VCALENDAR|VERSION:2.0|" + body + "|END:VCALENDAR|").replace("|", "\r\n");
    }

    static CalendarReading read(String body) {
        return read(text(body).getBytes(StandardCharsets.UTF_8));
    }

    static CalendarReading read(byte[] bytes) {
        return CalendarFiles.read("c.ics", bytes, true, NOW);
    }

    /** Of a window in Berlin. */
    static List<LocalDate> days(CalendarReading reading) {
        assertThat(reading.problems()).isEmpty();
        return reading.days().in(BERLIN).stream()
                .filter(day -> !day.isBefore(Dates.FIRST) && !day.isAfter(Dates.LAST))
                .sorted()
                .toList();
    }

    void isRead() {
        assertThat(days(read(body))).isEqualTo(days);
    }

    @Override
    public String toString() {
        return name;
    }
}
