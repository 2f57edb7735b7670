package dev.lamplighter.window.calendar;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an iCalendar file: the days of its events, and a problem, with its line, for each event that can't be read. */
final class IcsCalendarReader {
    private static final int MOST_PROBLEMS = 5;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private int unread;
    private int partial;
    private IcsEvent firstPartial = new IcsEvent(0);

    private IcsCalendarReader(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param today today's date in any zone; days from a year before it to ten years after it are kept
     */
    static CalendarReading read(String file, byte[] bytes, LocalDate today) throws CalendarRefusedException {
        return new IcsCalendarReader(file).read(IcsComponents.read(bytes), today);
    }

    private CalendarReading read(IcsComponents found, LocalDate today) throws CalendarRefusedException {
        if (found.events().isEmpty()) {
            throw new CalendarRefusedException(
                    WindowProblemCode.CALENDAR_EMPTY,
                    "it has no events" + CalendarFiles.CONSEQUENCE,
                    "export the calendar with its events, or write dates: in windows.yaml");
        }
        LocalDate from = today.minusYears(1);
        LocalDate to = today.plusYears(10);
        DaysFound days = new DaysFound(from, to, IcsZones.named(found.zone()));
        EventDays placing = new EventDays(found.zones(), new RecurrenceExpander(from, to, found.zones()), days);
        Map<String, List<IcsEvent>> byUid = new LinkedHashMap<>();
        found.events()
                .forEach(event -> byUid.computeIfAbsent(event.uid(), uid -> new ArrayList<>())
                        .add(event));
        for (List<IcsEvent> versions : byUid.values()) {
            add(versions, placing, days);
        }
        if (unread > MOST_PROBLEMS) {
            problems.add(CalendarRefusedException.event("they are like the ones reported")
                    .at(file, (unread - MOST_PROBLEMS) + " more events can't be read"));
        }
        return new CalendarReading(days.days(), problems, remarks());
    }

    private void add(List<IcsEvent> versions, EventDays placing, DaysFound days) {
        int latest = versions.stream()
                .filter(event -> !event.isOverride())
                .mapToInt(IcsEvent::sequence)
                .max()
                .orElse(0);
        List<IcsEvent> masters = versions.stream()
                .filter(event -> !event.isOverride() && event.sequence() == latest)
                .toList();
        List<IcsEvent> overrides =
                versions.stream().filter(IcsEvent::isOverride).toList();
        IcsEvent first = masters.isEmpty() ? overrides.get(0) : masters.get(0);
        try {
            placing.add(masters, overrides);
        } catch (CalendarRefusedException e) {
            unread++;
            if (unread <= MOST_PROBLEMS) {
                problems.add(e.at(file + ":" + first.line() + ":1", first.title()));
            }
        }
        if (days.takePartial() && partial++ == 0) {
            firstPartial = first;
        }
    }

    private List<Problem> remarks() {
        return partial == 0
                ? List.of()
                : List.of(new Problem(
                        WindowProblemCode.CALENDAR_EVENTS_IGNORED,
                        file + ":" + firstPartial.line() + ":1",
                        partial == 1
                                ? firstPartial.title()
                                : partial + " events, the first the " + firstPartial.title(),
                        "not all-day, and a window stays shut only on days that are covered from midnight to midnight",
                        "make it an all-day event where nothing is to open"));
    }
}
