package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole days of an iCalendar file (RFC 5545): {@code DTSTART}, up to an exclusive {@code DTEND} or for a {@code DURATION} of
 * days, repeated by a plain yearly {@code RRULE}. An event it can't place on whole days is reported, since leaving it out
 * would open windows on that day. Cancelled events are left out.
 */
final class IcsDates {
    private static final int LAST_YEAR = 2099;
    private static final Pattern WHOLE_DAYS = Pattern.compile("P(\\d{1,3})([DW])");
    private static final int DAYS_OF_WEEK = 7;
    private static final int LONGEST_DAYS = 366;
    private static final Set<String> KEPT =
            Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "STATUS");

    private final Problems problems;
    private final Set<LocalDate> dates = new TreeSet<>();
    private final Map<String, String> event = new HashMap<>();
    private int eventLine;

    IcsDates(Problems problems) {
        this.problems = problems;
    }

    Set<LocalDate> read(List<String> lines) {
        boolean inside = false;
        for (int i = 0; i < lines.size(); i++) {
            if (isContinued(lines.get(i))) {
                continue;
            }
            String line = unfolded(lines, i);
            if (line.equals("BEGIN:VEVENT")) {
                inside = true;
                eventLine = i + 1;
                event.clear();
            } else if (line.equals("END:VEVENT") && inside) {
                inside = false;
                addEvent();
            } else if (inside) {
                keep(line);
            }
        }
        return dates;
    }

    private static boolean isContinued(String line) {
        return line.startsWith(" ") || line.startsWith("\t");
    }

    /** Long lines go on in those after them that begin with white space. */
    private static String unfolded(List<String> lines, int first) {
        StringBuilder line = new StringBuilder(lines.get(first).strip());
        for (int i = first + 1; i < lines.size() && isContinued(lines.get(i)); i++) {
            line.append(lines.get(i).substring(1).stripTrailing());
        }
        return line.toString().toUpperCase(Locale.ROOT);
    }

    /** {@code NAME;PARAMETER=X:VALUE} */
    private void keep(String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            String name = line.substring(0, colon).split(";", -1)[0];
            if (KEPT.contains(name)) {
                event.put(name, line.substring(colon + 1));
            }
        }
    }

    private void addEvent() {
        if ("CANCELLED".equals(event.get("STATUS"))) {
            return;
        }
        try {
            LocalDate start = date(event.getOrDefault("DTSTART", ""));
            long length = length(start);
            addYearly(start, length);
        } catch (InvalidValueException e) {
            problems.addAtLine(eventLine, "event of " + event.getOrDefault("DTSTART", "no DTSTART"), e);
        }
    }

    private long length(LocalDate start) throws InvalidValueException {
        String end = event.get("DTEND");
        String duration = event.get("DURATION");
        long days = 1;
        if (end != null) {
            days = Math.max(1, date(end).toEpochDay() - start.toEpochDay());
        } else if (duration != null) {
            Matcher whole = WHOLE_DAYS.matcher(duration);
            if (!whole.matches()) {
                throw refused("its DURATION is not one of days");
            }
            days = Long.parseLong(whole.group(1)) * (whole.group(2).equals("W") ? DAYS_OF_WEEK : 1);
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw refused("it lasts " + days + " days");
        }
        return days;
    }

    private void addYearly(LocalDate start, long length) throws InvalidValueException {
        if (event.containsKey("RDATE") || event.containsKey("EXDATE")) {
            throw refused("RDATE and EXDATE are not read");
        }
        Map<String, String> rule = rule();
        int interval = Integer.parseInt(rule.getOrDefault("INTERVAL", "1"));
        int count = Integer.parseInt(rule.getOrDefault("COUNT", rule.isEmpty() ? "1" : "9999"));
        LocalDate until = rule.containsKey("UNTIL")
                ? date(rule.getOrDefault("UNTIL", "").split("T", -1)[0])
                : LocalDate.of(LAST_YEAR, 12, 31);
        int found = 0;
        for (int year = start.getYear(); year <= LAST_YEAR && found < count; year += interval) {
            LocalDate day = start.withYear(year);
            if (day.getDayOfMonth() == start.getDayOfMonth() && !day.isAfter(until)) {
                found++;
                day.datesUntil(day.plusDays(length)).forEach(dates::add);
            }
        }
    }

    private Map<String, String> rule() throws InvalidValueException {
        Map<String, String> parts = new HashMap<>();
        String text = event.get("RRULE");
        if (text == null) {
            return parts;
        }
        for (String part : text.split(";", -1)) {
            String[] pair = part.split("=", 2);
            parts.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        parts.remove("WKST");
        boolean plain = Set.of("FREQ", "INTERVAL", "COUNT", "UNTIL").containsAll(parts.keySet())
                && "YEARLY".equals(parts.get("FREQ"))
                && parts.getOrDefault("INTERVAL", "1").matches("[1-9]\\d{0,2}")
                && parts.getOrDefault("COUNT", "1").matches("\\d{1,4}");
        if (!plain) {
            throw refused("RRULE:" + text + " is more than a plain yearly repetition");
        }
        return parts;
    }

    private static LocalDate date(String text) throws InvalidValueException {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw refused("\"" + text + "\" is not a whole day");
        }
    }

    private static InvalidValueException refused(String why) {
        return new InvalidValueException(
                WindowCode.CALENDAR_EVENT_UNUSABLE,
                why,
                "write its days as events of whole days, or as dates: in windows.yaml");
    }
}
