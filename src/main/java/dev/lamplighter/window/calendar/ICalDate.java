package dev.lamplighter.window.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Holds a date, or a time on a wall clock or in UTC, as iCalendar writes it.
 *
 * @param local the time as written; for a date its midnight
 * @param zone its TZID; empty if it has none, or is in UTC
 */
record ICalDate(Form form, LocalDateTime local, String zone) {
    enum Form {
        DATE,
        LOCAL,
        UTC
    }

    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern TIME = Pattern.compile("\\d{8}T\\d{6}Z?");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** Parses a value. Its shape decides whether it is a date or a time, because many programs forget VALUE=DATE. */
    static ICalDate parse(String value, String zone) throws CalendarRefusedException {
        String text = value.strip().toUpperCase(Locale.ROOT);
        try {
            if (DATE.matcher(text).matches()) {
                return new ICalDate(Form.DATE, LocalDate.parse(text, DAY).atStartOfDay(), "");
            }
            if (TIME.matcher(text).matches()) {
                boolean isUtc = text.endsWith("Z");
                LocalDateTime time = LocalDateTime.parse(text.substring(0, 15).replaceAll("60$", "59"), SECOND);
                return new ICalDate(isUtc ? Form.UTC : Form.LOCAL, time, isUtc ? "" : zone);
            }
        } catch (DateTimeException e) {
            // the refusal below names the value
        }
        throw CalendarRefusedException.event(
                "\"" + text + "\" is not a date or time, as in 20261224 or 20261224T180000Z");
    }

    static ICalDate parse(ContentLine line) throws CalendarRefusedException {
        return parse(line.value(), line.parameters().getOrDefault("TZID", ""));
    }

    LocalDate date() {
        return local.toLocalDate();
    }

    ICalDate at(LocalDateTime other) {
        return new ICalDate(form, other, zone);
    }
}
