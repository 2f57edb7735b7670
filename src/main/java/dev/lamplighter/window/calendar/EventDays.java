package dev.lamplighter.window.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Determines the days of one event, with its repetitions (RRULE, RDATE), without the times that are left out (EXDATE,
 * EXRULE) and with single times moved or cancelled (RECURRENCE-ID). If a part of the event can't be read, none of it is
 * used: without an unreadable EXDATE, a window that is to open would stay shut.
 */
final class EventDays {
    /** The limit for comparisons of events with the events that replace one of their times. */
    private static final long MOST_PAIRS = 100_000;

    private final IcsZones zones;
    private final RecurrenceExpander recurrence;
    private final DaysFound days;

    /** One time of an event. */
    private record Time(ICalDate.Form form, LocalDateTime start, Duration length) {}

    EventDays(IcsZones zones, RecurrenceExpander recurrence, DaysFound days) {
        this.zones = zones;
        this.recurrence = recurrence;
        this.days = days;
    }

    /**
     * Adds the days of events with the same UID.
     *
     * @param masters the events as such
     * @param overrides events that replace single times of {@code masters}
     */
    void add(List<IcsEvent> masters, List<IcsEvent> overrides) throws CalendarRefusedException {
        if ((long) masters.size() * overrides.size() > MOST_PAIRS) {
            throw CalendarRefusedException.event("too many events have its UID");
        }
        List<Time> times = new ArrayList<>();
        for (IcsEvent master : masters) {
            if (!master.isCancelled()) {
                addAll(master, overrides, times);
            }
        }
        for (IcsEvent override : overrides) {
            if (!override.isCancelled()) {
                ICalDate start = start(override);
                times.add(new Time(start.form(), start.local(), length(override, start)));
            }
        }
        for (Time time : times) {
            days.add(time.form(), time.start(), time.length());
        }
    }

    private void addAll(IcsEvent event, List<IcsEvent> overrides, List<Time> times) throws CalendarRefusedException {
        ICalDate start = start(event);
        Duration length = length(event, start);
        NavigableMap<LocalDateTime, Duration> found = new TreeMap<>();
        found.put(start.local(), length);
        for (ContentLine rule : event.all("RRULE")) {
            recurrence.starts(start, rule.value()).forEach(time -> found.put(time, length));
        }
        for (ContentLine line : event.all("RDATE")) {
            for (String value : line.value().split(",", -1)) {
                addSingle(value, line, start, length, found);
            }
        }
        for (ContentLine rule : event.all("EXRULE")) {
            found.keySet().removeAll(recurrence.starts(start, rule.value()));
        }
        for (ContentLine line : event.all("EXDATE")) {
            for (String value : line.value().split(",", -1)) {
                leaveOut(ICalDate.parse(value, zone(line)), start, found);
            }
        }
        NavigableMap<LocalDateTime, IcsEvent> changes = new TreeMap<>();
        for (IcsEvent override : overrides) {
            ContentLine line = override.all("RECURRENCE-ID").get(0);
            Optional<LocalDateTime> changed = leaveOut(ICalDate.parse(line), start, found);
            if (changed.isPresent()
                    && "THISANDFUTURE".equalsIgnoreCase(line.parameters().get("RANGE"))) {
                changes.put(changed.get(), override);
            }
        }
        for (Map.Entry<LocalDateTime, Duration> one : found.entrySet()) {
            Map.Entry<LocalDateTime, IcsEvent> change = changes.floorEntry(one.getKey());
            if (change == null) {
                times.add(new Time(start.form(), one.getKey(), one.getValue()));
            } else if (!change.getValue().isCancelled()) {
                times.add(changed(one.getKey(), change.getKey(), change.getValue()));
            }
        }
    }

    /** A later time of an event, if the event was changed from {@code since} on (RANGE=THISANDFUTURE). */
    private Time changed(LocalDateTime time, LocalDateTime since, IcsEvent change) throws CalendarRefusedException {
        ICalDate moved = start(change);
        return new Time(moved.form(), moved.local().plus(Duration.between(since, time)), length(change, moved));
    }

    /**
     * Adds one value of an RDATE: {@code 20261224}, {@code 20261224T180000Z}, {@code 20261224T000000/P1D} or
     * {@code 20261224T000000/20261225T000000}.
     */
    private void addSingle(
            String value,
            ContentLine line,
            ICalDate start,
            Duration length,
            NavigableMap<LocalDateTime, Duration> found)
            throws CalendarRefusedException {
        String[] period = value.split("/", 2);
        ICalDate begin = ICalDate.parse(period[0], zone(line));
        LocalDateTime from = zones.onClockOf(start, begin).get(0);
        Duration lasts = length;
        if (period.length == 2) {
            lasts = period[1].strip().matches("[+-]?[Pp].*")
                    ? EventLength.parse(period[1])
                    : EventLength.until(
                            begin.local(),
                            zones.onClockOf(begin, ICalDate.parse(period[1], zone(line)))
                                    .get(0));
        } else if (begin.form() == ICalDate.Form.DATE && start.form() != ICalDate.Form.DATE) {
            from = begin.date().atTime(start.local().toLocalTime());
        }
        found.put(from, lasts);
    }

    /**
     * Applies one value of an EXDATE. A date without a time leaves out everything that begins on that day. Returns the time
     * that is left out, on the event's clock; for a date its midnight.
     */
    private Optional<LocalDateTime> leaveOut(
            ICalDate time, ICalDate start, NavigableMap<LocalDateTime, Duration> found) {
        if (time.form() == ICalDate.Form.DATE || start.form() == ICalDate.Form.DATE) {
            LocalDate date = time.date();
            found.subMap(date.atStartOfDay(), date.plusDays(1).atStartOfDay()).clear();
            return Optional.of(date.atStartOfDay());
        }
        List<LocalDateTime> candidates = zones.onClockOf(start, time);
        Optional<LocalDateTime> there =
                candidates.stream().filter(found::containsKey).findFirst();
        there.ifPresent(found::remove);
        return there.or(() -> candidates.stream().findFirst());
    }

    private static ICalDate start(IcsEvent event) throws CalendarRefusedException {
        Optional<ContentLine> line = event.first("DTSTART").or(() -> event.first("RECURRENCE-ID"));
        return ICalDate.parse(line.orElseThrow(() -> CalendarRefusedException.event("it has no DTSTART")));
    }

    private Duration length(IcsEvent event, ICalDate start) throws CalendarRefusedException {
        Optional<ContentLine> end = event.first("DTEND");
        if (end.isPresent()) {
            List<LocalDateTime> ends = zones.onClockOf(start, ICalDate.parse(end.get()));
            return EventLength.until(
                    start.local(),
                    ends.stream()
                            .filter(one -> DaysFound.isWhole(start.local(), one))
                            .findFirst()
                            .orElse(ends.get(0)));
        }
        Optional<ContentLine> duration = event.first("DURATION");
        if (duration.isEmpty()) {
            return EventLength.unsaid(start.local());
        }
        Duration length = EventLength.parse(duration.get().value());
        return length.isZero() ? EventLength.unsaid(start.local()) : length;
    }

    private static String zone(ContentLine line) {
        return line.parameters().getOrDefault("TZID", "");
    }
}
