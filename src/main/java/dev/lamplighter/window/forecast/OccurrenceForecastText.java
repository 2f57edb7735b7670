package dev.lamplighter.window.forecast;

import dev.lamplighter.base.CountText;
import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowResources;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.OneOffSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes occurrences as sentences for people, in the time of their windows' own clocks. */
public final class OccurrenceForecastText {
    private final Instant now;
    private final InstanceNames names;

    /** Makes a writer for a reader at {@code now} that names instances by id. */
    public OccurrenceForecastText(Instant now) {
        this(now, InstanceNames.NONE);
    }

    /** For a reader at {@code now}. */
    public OccurrenceForecastText(Instant now, InstanceNames names) {
        this.now = now;
        this.names = names;
    }

    /** A window with its next occurrence, or that it has none. */
    public String next(StreamingWindow window, Optional<PlannedOccurrence> planned) {
        return planned.map(this::sentence)
                .orElseGet(() -> window.name()
                        + (window.schedule().rule() instanceof OneOffSchedule
                                ? " is over and will never open."
                                : " has nothing ahead and will never open."));
    }

    /** The sentence for an occurrence, with the effect of a change of the clocks at its end. */
    public String sentence(PlannedOccurrence planned) {
        ZoneId zone = planned.window().schedule().zone();
        ZonedTimeText local = ZonedTimeText.in(zone, now);
        Occurrence occurrence = planned.occurrence();
        String name = planned.window().name();
        if (planned.notOpenedFor().isPresent()) {
            String day = local.day(occurrence.start());
            return name + (planned.window().isGuard() ? " does not stop anything " : " does not open ")
                    + (day.equals("today") ? day : "on " + day) + ": "
                    + planned.notOpenedFor().get() + ".";
        }
        if (planned.window().isGuard()) {
            return guard(planned, local);
        }
        return name + " " + opens(occurrence) + " " + local.span(occurrence.start(), occurrence.end()) + " ("
                + DurationText.words(occurrence.length()) + "); needs " + instances(planned) + " from "
                + machinesFrom(planned, local) + "." + WindowDetailsText.of(planned.window(), names)
                + remarks(planned, zone);
    }

    private String guard(PlannedOccurrence planned, ZonedTimeText local) {
        boolean hibernates = planned.window().windowPolicy().endAction() == EndAction.HIBERNATE;
        Instant at = planned.occurrence().start();
        return planned.window().name() + (hibernates ? " hibernates " : " stops ") + instances(planned) + " at "
                + local.moment(at) + ", by "
                + local.timeOfDay(planned.occurrence().end())
                + " at the latest, unless a window or a hold keeps it on."
                + WindowDetailsText.of(planned.window(), names);
    }

    private String opens(Occurrence occurrence) {
        if (!occurrence.end().isAfter(now)) {
            return "was open";
        }
        return occurrence.start().isAfter(now) ? "opens" : "is open";
    }

    private String instances(PlannedOccurrence planned) {
        WindowResources resources = planned.window().windowResources();
        String launched = resources.launches().isEmpty()
                ? ""
                : resources.launches().stream()
                                .flatMap(slot -> words(slot).stream())
                                .collect(Collectors.joining(", "))
                        + " (launched for it)";
        return Stream.concat(
                        resources.instances().stream().map(names::words),
                        Stream.of(launched).filter(words -> !words.isEmpty()))
                .collect(Collectors.joining(", "));
    }

    /** The machine of a slot; a slot that follows its load once for all of its machines. */
    private static Optional<String> words(LaunchSlot slot) {
        return slot.scalePolicy()
                .map(policy -> slot.number() == 1
                        ? Optional.of(slot.slot() + " " + policy.range() + " by its load")
                        : Optional.<String>empty())
                .orElseGet(() -> Optional.of(slot.name()));
    }

    /** When the machines start: the time of day alone if the day is that of the start, which the sentence names already. */
    private static String machinesFrom(PlannedOccurrence planned, ZonedTimeText local) {
        Instant from = planned.startsAt();
        return local.day(from).equals(local.day(planned.occurrence().start()))
                ? local.timeOfDay(from)
                : local.moment(from);
    }

    private static String remarks(PlannedOccurrence planned, ZoneId zone) {
        List<String> remarks = new ArrayList<>();
        Occurrence occurrence = planned.occurrence();
        ZoneOffsetTransition next =
                zone.getRules().nextTransition(planned.startsAt().minusNanos(1));
        boolean inside = next != null && !next.getInstant().isAfter(occurrence.end());
        if (inside) {
            remarks.add(" The clocks go " + (next.isGap() ? "forward" : "back") + " by "
                    + DurationText.words(next.getDuration().abs()) + " at "
                    + next.getDateTimeBefore().toLocalTime() + ".");
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
        planned.changedBy().ifPresent(windowOverride -> remarks.add(" " + OverrideText.word(windowOverride) + "."));
        return String.join("", remarks);
    }

    private static boolean isShownTwice(Instant instant, ZoneId zone) {
        return zone.getRules()
                        .getValidOffsets(instant.atZone(zone).toLocalDateTime())
                        .size()
                > 1;
    }

    /** The last line of a plan: the hours that instances run for these occurrences, leads included. */
    public static String sum(List<PlannedOccurrence> foreseen) {
        List<PlannedOccurrence> open = foreseen.stream()
                .filter(one -> one.notOpenedFor().isEmpty() && !one.window().isGuard())
                .toList();
        return open.isEmpty()
                ? "No window opens in this time."
                : CountText.of(open.size(), "occurrence") + ", " + instanceHours(open)
                        + " instance hours, leads included";
    }

    /** The sum of hours that instances run for these occurrences, leads included. */
    static String instanceHours(List<PlannedOccurrence> foreseen) {
        Duration sum = foreseen.stream()
                .filter(one -> one.notOpenedFor().isEmpty() && !one.window().isGuard())
                .map(one -> Duration.between(one.startsAt(), one.occurrence().end())
                        .multipliedBy(one.window().windowResources().machines()))
                .reduce(Duration.ZERO, Duration::plus);
        return String.format(
                Locale.ROOT,
                "%.1f",
                sum.toSeconds() / (double) Duration.ofHours(1).toSeconds());
    }
}
