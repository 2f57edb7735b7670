package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.OneOffSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes occurrences as sentences for people and as JSON for programs. */
public final class ForecastText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss zzz", Locale.ENGLISH);
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private ForecastText() {}

    /** A window with its next occurrence, or that it has none. */
    public static String next(StreamingWindow window, Optional<PlannedOccurrence> planned) {
        return planned.map(ForecastText::sentence)
                .orElseGet(() -> window.name()
                        + (window.schedule().rule() instanceof OneOffSchedule
                                ? " is over and will never open."
                                : " has nothing ahead and will never open."));
    }

    /** {@code 1 window}, {@code 2 windows}. */
    public static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The sentence for an occurrence, with the effect of a change of the clocks at its end. */
    public static String sentence(PlannedOccurrence plannedOccurrence) {
        ZoneId zone = plannedOccurrence.window().schedule().zone();
        Occurrence occurrence = plannedOccurrence.occurrence();
        ZonedDateTime start = occurrence.start().atZone(zone);
        String name = plannedOccurrence.window().name();
        if (plannedOccurrence.notOpenedFor().isPresent()) {
            return name + (plannedOccurrence.window().isGuard() ? " does not come on " : " does not open on ")
                    + DAY.format(start) + ": "
                    + plannedOccurrence.notOpenedFor().get() + ".";
        }
        ZonedDateTime end = occurrence.end().atZone(zone);
        if (plannedOccurrence.window().isGuard()) {
            return guard(plannedOccurrence.window(), start, end);
        }
        String closingDay = start.toLocalDate().equals(end.toLocalDate()) ? "" : DAY.format(end) + ", ";
        return name + " is on " + DAY.format(start) + ", " + time(start) + " to " + closingDay + time(end) + " " + zone
                + ", " + words(occurrence.length()) + " (" + occurrence.start() + " to " + occurrence.end() + "); "
                + String.join(", ", plannedOccurrence.window().windowResources().instances()) + " from "
                + TIME_OF_DAY.format(plannedOccurrence.startsAt().atZone(zone)) + "."
                + WindowDetailsText.of(plannedOccurrence.window()) + remarks(plannedOccurrence, zone);
    }

    private static String guard(StreamingWindow guard, ZonedDateTime at, ZonedDateTime latest) {
        String verb = guard.windowPolicy().endAction() == EndAction.HIBERNATE ? " hibernates " : " stops ";
        return guard.name() + verb + String.join(", ", guard.windowResources().instances()) + " on " + DAY.format(at)
                + ", " + time(at) + " " + at.getZone() + " (" + at.toInstant()
                + "), where no window and no hold keeps it on; until "
                + TIME_OF_DAY.format(latest) + " if it can't then." + WindowDetailsText.of(guard);
    }

    private static String time(ZonedDateTime time) {
        String text = TIME.format(time);
        return time.getSecond() == 0 ? text.replaceFirst(":00 ", " ") : text;
    }

    private static String remarks(PlannedOccurrence plannedOccurrence, ZoneId zone) {
        List<String> remarks = new ArrayList<>();
        Occurrence occurrence = plannedOccurrence.occurrence();
        ZoneOffsetTransition next =
                zone.getRules().nextTransition(plannedOccurrence.startsAt().minusNanos(1));
        boolean inside = next != null && !next.getInstant().isAfter(occurrence.end());
        if (inside) {
            remarks.add(" The clocks go " + (next.isGap() ? "forward" : "back") + " by "
                    + words(next.getDuration().abs()) + " at "
                    + TIME_OF_DAY.format(next.getDateTimeBefore()) + ".");
            if (next.isGap() && next.getInstant().equals(occurrence.start())) {
                remarks.add(" It opens when they do.");
            }
        }
        if (isShownTwice(occurrence.start(), zone)) {
            remarks.add(" Its opening time is shown twice; this is the first.");
        }
        if (isShownTwice(occurrence.end(), zone)) {
            remarks.add(" Its closing time is shown twice; this is the second.");
        }
        plannedOccurrence
                .changedBy()
                .ifPresent(windowOverride -> remarks.add(" " + OverrideText.word(windowOverride) + "."));
        return String.join("", remarks);
    }

    private static boolean isShownTwice(Instant instant, ZoneId zone) {
        return zone.getRules()
                        .getValidOffsets(instant.atZone(zone).toLocalDateTime())
                        .size()
                > 1;
    }

    /** {@code 10 h 30 min}. */
    public static String words(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDays(), "d");
        add(parts, duration.toHoursPart(), "h");
        add(parts, duration.toMinutesPart(), "min");
        add(parts, duration.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static void add(List<String> parts, long amount, String unit) {
        if (amount > 0) {
            parts.add(amount + " " + unit);
        }
    }

    /** The sum of hours that instances run for these occurrences, leads included. */
    public static String instanceHours(List<PlannedOccurrence> foreseen) {
        Duration sum = foreseen.stream()
                .filter(one -> one.notOpenedFor().isEmpty() && !one.window().isGuard())
                .map(one -> Duration.between(one.startsAt(), one.occurrence().end())
                        .multipliedBy(one.window().windowResources().instances().size()))
                .reduce(Duration.ZERO, Duration::plus);
        return String.format(
                Locale.ROOT,
                "%.1f",
                sum.toSeconds() / (double) Duration.ofHours(1).toSeconds());
    }

    /**
     * An array of {@code {"window","start","end"}}, and of {@code {"guard","start","end"}} for guards, instants in UTC; without
     * occurrences that don't open.
     */
    public static String json(List<PlannedOccurrence> foreseen) {
        List<String> objects = foreseen.stream()
                .filter(one -> one.notOpenedFor().isEmpty())
                .map(one -> (one.window().isGuard() ? "{\"guard\":\"" : "{\"window\":\"")
                        + one.window().name() + "\",\"start\":\""
                        + one.occurrence().start() + "\",\"end\":\""
                        + one.occurrence().end() + "\"}")
                .toList();
        return objects.isEmpty() ? "[]" : "[\n  " + String.join(",\n  ", objects) + "\n]";
    }
}
