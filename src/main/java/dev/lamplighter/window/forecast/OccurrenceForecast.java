package dev.lamplighter.window.forecast;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.schedule.ExceptSchedule;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Computes the coming occurrences of all windows in the order of their starts, including those that a calendar suppresses.
 */
public final class OccurrenceForecast {
    /** The longest time that {@link #plan} accepts: a year and a month. */
    public static final Duration LONGEST = Duration.ofDays(400);
    /** The most occurrences in one answer; they take a few megabytes. */
    public static final int MOST = 10_000;

    private static final Duration FIRST_STRETCH = Duration.ofDays(1);
    private static final Duration LAST_STRETCH = Duration.ofDays(64);
    private static final int FEW = 100;
    /** Nothing is planned before EC2 existed, and nothing after 2200. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final List<StreamingWindow> windows;
    private final Overrides overrides;

    /** Forecasts the declared windows. */
    public OccurrenceForecast(List<StreamingWindow> windows) {
        this(windows, Overrides.NONE);
    }

    /** Forecasts the declared windows with the operators' overrides. */
    public OccurrenceForecast(List<StreamingWindow> windows, Overrides overrides) {
        this.windows = List.copyOf(windows);
        this.overrides = overrides;
    }

    /** The occurrences that overlap {@code [from, to)}. */
    public List<PlannedOccurrence> between(Instant from, Instant to) {
        return between(from, to, Integer.MAX_VALUE);
    }

    /**
     * Like {@link #between}, but with limits, for requests from outside.
     *
     * @throws ProblemException WINDOW-141 when the time is longer than {@link #LONGEST}, or there are more than {@link #MOST}
     */
    public List<PlannedOccurrence> plan(Instant from, Instant to) {
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw refused("from, to", from + " to " + to, "a time between " + EARLIEST + " and " + LATEST);
        }
        if (!to.isAfter(from)) {
            throw refused("to", to.toString(), "a time after " + from);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw refused("to", to.toString(), "a time at most " + LONGEST.toDays() + " days after " + from);
        }
        List<PlannedOccurrence> found = between(from, to, MOST);
        if (found.size() > MOST) {
            throw refused(
                    "to", to.toString(), "a time in which at most " + MOST + " occurrences lie; ask for a shorter one");
        }
        return found;
    }

    /** All occurrences, or, if there are more than {@code most}, at least one more than that. */
    private List<PlannedOccurrence> between(Instant from, Instant to, int most) {
        List<PlannedOccurrence> found = new ArrayList<>();
        Duration stretch = FIRST_STRETCH;
        Instant begin = from;
        while (begin.isBefore(to) && found.size() <= most) {
            Instant end = begin.plus(stretch).isBefore(to) ? begin.plus(stretch) : to;
            List<PlannedOccurrence> more = startingOrFirst(begin, end, begin.equals(from));
            found.addAll(more);
            begin = end;
            boolean longer = more.size() < FEW && stretch.compareTo(LAST_STRETCH) < 0;
            stretch = longer ? stretch.multipliedBy(2) : stretch;
        }
        return found;
    }

    /**
     * The occurrences that start in a part of the time, or for the first part all that overlap it, so that no two parts
     * share one.
     */
    private List<PlannedOccurrence> startingOrFirst(Instant from, Instant to, boolean first) {
        List<PlannedOccurrence> found = new ArrayList<>();
        for (StreamingWindow window : windows) {
            List<Occurrence> own =
                    overrides.laidOver(window.name(), window.schedule().rule().occurrences(from, to)).stream()
                            .filter(occurrence -> occurrence.overlaps(from, to))
                            .filter(occurrence -> first || !occurrence.start().isBefore(from))
                            .toList();
            List<Occurrence> sharing = sharing(window, own);
            own.forEach(occurrence -> found.add(foreseen(window, occurrence, sharing)));
        }
        found.sort(Comparator.comparing((PlannedOccurrence plannedOccurrence) ->
                        plannedOccurrence.occurrence().start())
                .thenComparing(plannedOccurrence -> plannedOccurrence.window().name()));
        return found;
    }

    private static ProblemException refused(String name, String got, String allowed) {
        return new ProblemException(new Problem(
                WindowProblemCode.VALUE_NOT_UNDERSTOOD,
                name,
                "not understood: " + got,
                "allowed is " + allowed,
                "write it in that form"));
    }

    private PlannedOccurrence foreseen(StreamingWindow window, Occurrence occurrence, List<Occurrence> sharing) {
        WindowOverride change =
                overrides.changing(window.name(), occurrence.start()).orElse(null);
        String skipped = overrides
                .skipping(window.name(), occurrence.start())
                .map(skip -> "skipped " + skip.auditInfo().words())
                .orElse(null);
        String calendar = change == null && window.schedule() instanceof ExceptSchedule except
                ? except.calendarOf(occurrence).map(name -> "calendar " + name).orElse(null)
                : null;
        return new PlannedOccurrence(
                window,
                occurrence,
                startsAt(window, occurrence, sharing),
                skipped == null ? calendar : skipped,
                change);
    }

    /**
     * The occurrences of other windows on the same instances, from the lead of the first of {@code own} to the start of the
     * last.
     */
    private List<Occurrence> sharing(StreamingWindow window, List<Occurrence> own) {
        if (own.isEmpty()) {
            return List.of();
        }
        Instant from = lead(window, own.get(0));
        Instant to = own.get(own.size() - 1).start();
        return windows.stream()
                .filter(other -> !other.isGuard() && sharesInstance(other, window))
                .flatMap(other -> overrides.on(other, from, to).stream())
                .toList();
    }

    private static Instant lead(StreamingWindow window, Occurrence occurrence) {
        return occurrence.start().minus(window.windowTimings().lead());
    }

    /**
     * When its instances are started: at its lead, or at the end of the occurrence before it on the same instance, whichever
     * is later.
     */
    private static Instant startsAt(StreamingWindow window, Occurrence occurrence, List<Occurrence> sharing) {
        Instant lead = lead(window, occurrence);
        return sharing.stream()
                .filter(other -> other.overlaps(lead, occurrence.start()))
                .map(Occurrence::end)
                .filter(end -> end.isBefore(occurrence.start()))
                .max(Comparator.naturalOrder())
                .filter(lead::isBefore)
                .orElse(lead);
    }

    private static boolean sharesInstance(StreamingWindow one, StreamingWindow other) {
        return one.windowResources().instances().stream()
                .anyMatch(other.windowResources().instances()::contains);
    }

    /**
     * The next occurrence of a window that opens and has not ended at {@code now}; if none of the next hundred opens, the
     * first of them; empty if nothing is ahead for nine years.
     */
    public Optional<PlannedOccurrence> next(StreamingWindow window, Instant now) {
        List<PlannedOccurrence> ahead = new OccurrenceForecast(List.of(window), overrides).next(FEW, now);
        Optional<PlannedOccurrence> first = ahead.stream()
                .filter(planned -> planned.notOpenedFor().isEmpty())
                .findFirst()
                .or(() -> ahead.stream().findFirst());
        return first.map(
                alone -> besideTheOthers(alone.window(), alone.occurrence()).orElse(alone));
    }

    /** The occurrence with its lead shortened by other windows on its instances. */
    private Optional<PlannedOccurrence> besideTheOthers(StreamingWindow window, Occurrence occurrence) {
        return between(occurrence.start(), occurrence.start().plusSeconds(1)).stream()
                .filter(planned ->
                        planned.window().equals(window) && planned.occurrence().equals(occurrence))
                .findFirst();
    }

    /** The next {@code count} that have not ended at {@code now}; fewer if there are no more for nine years. */
    public List<PlannedOccurrence> next(int count, Instant now) {
        List<PlannedOccurrence> found = between(now, now.plus(Schedule.HORIZON), Math.min(count, MOST));
        return found.subList(0, Math.max(0, Math.min(Math.min(count, MOST), found.size())));
    }
}
