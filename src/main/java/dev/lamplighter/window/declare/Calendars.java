package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowCode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * {@code calendars:}, sets of dates by name. A calendar with any problem can't be used at all, because a window would open
 * on the date that was not understood.
 */
final class Calendars {
    private static final List<String> KEYS = List.of("dates", "file");

    private final Map<String, Optional<Set<LocalDate>>> byName = new HashMap<>();

    private Calendars() {}

    static Calendars none() {
        return new Calendars();
    }

    /** @param folder where relative files lie */
    static Calendars read(Node node, Path folder, Problems problems) {
        Calendars calendars = new Calendars();
        YamlMapping all = YamlMapping.ofAny(node, "calendars", problems);
        for (String name : all.keys()) {
            Node calendar = all.get(name);
            if (calendar != null) {
                int before = problems.count();
                Set<LocalDate> dates =
                        dates(YamlMapping.of(calendar, "calendar \"" + name + "\"", KEYS, problems), folder, problems);
                calendars.byName.put(name, problems.count() == before ? Optional.of(dates) : Optional.empty());
            }
        }
        return calendars;
    }

    private static Set<LocalDate> dates(YamlMapping calendar, Path folder, Problems problems) {
        Set<LocalDate> dates = new TreeSet<>(calendar.values("dates", ScalarParsers::date));
        Node file = calendar.get("file");
        calendar.value("file", text -> CalendarFile.named(text, folder))
                .ifPresent(named -> dates.addAll(named.read(file, problems)));
        if (!calendar.has("dates") && !calendar.has("file")) {
            calendar.missing("dates");
        }
        return dates;
    }

    /** The dates of a calendar that a window excepts. */
    NamedDates named(String name) throws InvalidValueException {
        Optional<Set<LocalDate>> dates = byName.get(name);
        if (dates == null) {
            throw new InvalidValueException(
                    WindowCode.NO_SUCH_CALENDAR,
                    byName.isEmpty()
                            ? "the file has no calendars"
                            : "there is " + String.join(", ", new TreeSet<>(byName.keySet())),
                    Suggestion.nearest(name, new ArrayList<>(byName.keySet()))
                            .map(near -> "did you mean " + near + "?")
                            .orElse("add it under calendars:"));
        }
        return new NamedDates(
                name,
                dates.orElseThrow(() -> new InvalidValueException(
                        WindowCode.VALUE_ELSEWHERE_UNUSABLE,
                        "this calendar can't be used",
                        "mend it under calendars:")));
    }

    /** What one calendar holds. */
    record NamedDates(String name, Set<LocalDate> dates) {
        NamedDates {
            dates = Set.copyOf(dates);
        }
    }
}
