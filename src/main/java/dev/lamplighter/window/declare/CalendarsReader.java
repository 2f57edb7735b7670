package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.CalendarCopy;
import dev.lamplighter.window.calendar.CalendarDays;
import dev.lamplighter.window.calendar.CalendarFiles;
import dev.lamplighter.window.calendar.CalendarReading;
import dev.lamplighter.window.calendar.RemoteCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code calendars:}, which are named sets of dates. What can't be read is reported and keeps no window shut; the rest
 * counts. A window that opens on a holiday costs less than one that stays shut by mistake.
 */
final class CalendarsReader {
    private static final List<String> KEYS = List.of("dates", "file", "url");

    private final Path folder;
    private final Instant now;
    private final CalendarCopies copies;
    private final Problems problems;
    private final Problems remarks;
    private final List<RemoteCalendar> fetched = new ArrayList<>();

    /**
     * Makes a reader.
     *
     * @param folder the folder that relative file names start from
     */
    CalendarsReader(Path folder, Instant now, CalendarCopies copies, Problems problems, Problems remarks) {
        this.folder = folder;
        this.now = now;
        this.copies = copies;
        this.problems = problems;
        this.remarks = remarks;
    }

    Calendars read(Node node) {
        YamlMapping all = YamlMapping.ofAny(node, "calendars", problems);
        if (!(node instanceof MappingNode)) {
            return Calendars.unreadable();
        }
        Map<String, CalendarDays> byName = new HashMap<>();
        for (String name : all.keys()) {
            Node calendar = all.get(name);
            if (calendar != null) {
                byName.put(name, read(name, calendar));
            }
        }
        return Calendars.of(byName);
    }

    private CalendarDays read(String name, Node node) {
        YamlMapping calendar = YamlMapping.of(node, "calendar \"" + name + "\"", KEYS, problems);
        if (KEYS.stream().noneMatch(calendar::has)) {
            calendar.missing("dates");
        }
        CalendarDays days = CalendarDays.of(new TreeSet<>(calendar.values("dates", ScalarParsers::date)))
                .and(ofFile(calendar))
                .and(ofUrl(name, calendar));
        LocalDate last = days.last();
        if (last != null && last.isBefore(CalendarFiles.today(now))) {
            remarks.add(
                    node,
                    "calendar \"" + name + "\"",
                    new InvalidValueException(
                            WindowProblemCode.CALENDAR_OVER,
                            "its last date, " + last + ", is over, so from now on it keeps no window shut",
                            "add the dates to come"));
        }
        return days;
    }

    private CalendarDays ofFile(YamlMapping calendar) {
        Node node = calendar.get("file");
        return calendar.value("file", text -> CalendarFile.named(text, folder))
                .map(file -> file.read(node, now, problems, remarks))
                .orElse(CalendarDays.NONE);
    }

    private CalendarDays ofUrl(String name, YamlMapping calendar) {
        Node node = calendar.get("url");
        Optional<RemoteCalendar> source = calendar.value("url", CalendarUrl::parse)
                .map(url -> new RemoteCalendar(name, url, problems.place(node)));
        if (source.isEmpty()) {
            return CalendarDays.NONE;
        }
        fetched.add(source.get());
        Optional<CalendarCopy> copy = copies.of(source.get().url());
        remarks.add(node, "calendar \"" + name + "\"", remark(source.get(), copy));
        return copy.map(kept -> read(source.get(), kept)).orElse(CalendarDays.NONE);
    }

    private static InvalidValueException remark(RemoteCalendar source, Optional<CalendarCopy> copy) {
        return copy.map(kept -> new InvalidValueException(
                        WindowProblemCode.CALENDAR_COPY_READ,
                        "read from the copy of " + kept.checked() + ", without asking " + source.host(),
                        "nothing, as long as the service runs, which asks once a day"))
                .orElseGet(() -> new InvalidValueException(
                        WindowProblemCode.CALENDAR_COPY_READ,
                        "nothing has been fetched from " + source.host() + " yet" + CalendarFiles.CONSEQUENCE,
                        "start the service, which fetches it"));
    }

    private CalendarDays read(RemoteCalendar source, CalendarCopy copy) {
        CalendarReading reading = source.read(copy, now);
        reading.problems().forEach(problems::add);
        reading.remarks().forEach(remarks::add);
        return reading.days();
    }

    /** The calendars that are published at a URL. */
    List<RemoteCalendar> fetched() {
        return fetched;
    }
}
