package dev.lamplighter.window.operate;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.AuditInfo;
import dev.lamplighter.window.journal.OverrideType;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns each verb into the overrides to write into the journal, or refuses it. It reads no clock and makes no calls. */
final class OverrideRequests {
    private static final String NEXT = "next";
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final WindowsSnapshot windowsSnapshot;
    private final AuditInfo auditInfo;

    OverrideRequests(WindowsSnapshot windowsSnapshot, RequestAttribution requestAttribution) {
        this.windowsSnapshot = windowsSnapshot;
        this.auditInfo = requestAttribution.at(windowsSnapshot.now());
    }

    /** Opens a window: its instances are started at once, and the occurrence begins after the lead. */
    List<WindowOverride> open(StreamingWindow window, Duration length) {
        last(windowsSnapshot.underWay(window.name())).ifPresent(occurrence -> {
            throw VerbRefusals.notNow(
                    window.name(),
                    "is open already",
                    "its end is " + moment(window.name(), occurrence.end()),
                    "extend it: windows extend " + window.name() + " 30m");
        });
        Duration lead = window.windowTimings().lead();
        if (length.compareTo(lead) <= 0) {
            throw VerbRefusals.notNow(
                    window.name(),
                    "would end before it begins",
                    "its machines are given a lead of " + DurationText.words(lead)
                            + " to be ready, and it would end after " + DurationText.words(length),
                    "open it for longer than its lead");
        }
        return List.of(instruction(
                OverrideType.OPEN,
                window.name(),
                windowsSnapshot.now().plus(lead),
                windowsSnapshot.now().plus(length)));
    }

    /**
     * Opens a window at a later time: its instances are started its lead before.
     *
     * @param length empty for as long as its next occurrence lasts
     */
    List<WindowOverride> openAt(StreamingWindow window, Instant start, Optional<Duration> length) {
        String name = window.name();
        Duration open = length.or(() -> windowsSnapshot
                        .overrides()
                        .next(window, windowsSnapshot.now())
                        .map(Occurrence::length))
                .orElseThrow(() -> VerbRefusals.notNow(
                        name,
                        "how long is it to be open?",
                        "its schedule has no next occurrence to take the length from",
                        "say how long: windows open " + name + " --at TIME --for 2h"));
        Instant end = start.plus(open);
        windowsSnapshot.overrides().on(window, start, end).stream().findFirst().ifPresent(other -> {
            throw VerbRefusals.notNow(
                    name,
                    "is open then anyway",
                    windowsSnapshot.localTime(name).span(other.start(), other.end()),
                    "choose another time, or extend it once it is open: windows extend " + name + " 30m");
        });
        if (windowsSnapshot.isOver(name, start)) {
            throw VerbRefusals.notNow(
                    name,
                    "can't open at that time again",
                    "what began " + moment(name, start)
                            + " was closed, and what was closed never opens by itself again",
                    "choose a time a minute later, or open it now: windows open " + name + " --for 2h");
        }
        return List.of(instruction(OverrideType.OPEN, name, start, end));
    }

    List<WindowOverride> extend(String window, Duration length) {
        Occurrence occurrence = last(windowsSnapshot.underWay(window)).orElseThrow(() -> notOpen(window));
        return List.of(instruction(
                OverrideType.EXTEND,
                window,
                occurrence.start(),
                occurrence.end().plus(length)));
    }

    /** Ends what is open; if nothing is, takes back the next opening that an operator has asked for. */
    List<WindowOverride> close(String window) {
        List<Occurrence> underWay = windowsSnapshot.underWay(window);
        if (underWay.isEmpty()) {
            Occurrence opened = windowsSnapshot.overrides().openedAfter(window, windowsSnapshot.now()).stream()
                    .findFirst()
                    .orElseThrow(() -> notOpen(window));
            return List.of(instruction(OverrideType.CLOSE, window, opened.start(), windowsSnapshot.now()));
        }
        return underWay.stream()
                .map(occurrence -> instruction(OverrideType.CLOSE, window, occurrence.start(), windowsSnapshot.now()))
                .toList();
    }

    /**
     * @param which {@code next}, or a date on the window's wall clock; an occurrence that has begun is closed, not skipped
     */
    List<WindowOverride> skip(StreamingWindow window, String which) {
        if (which.equals(NEXT)) {
            Occurrence next = windowsSnapshot.overrides().open(window, windowsSnapshot.now()).stream()
                    .filter(this::isAhead)
                    .findFirst()
                    .or(() -> windowsSnapshot.overrides().next(window, windowsSnapshot.now()))
                    .orElseThrow(() -> VerbRefusals.notNow(
                            window.name(), "has no next time", "nothing is left of its schedule", "nothing to do"));
            return List.of(at(OverrideType.SKIP, window, next.start()));
        }
        Day day = day(window, which);
        if (starts(window, day).isEmpty()) {
            throw VerbRefusals.notNow(
                    window.name(),
                    "does not begin on " + which + " any more",
                    "its schedule says so, and what has begun can't be skipped",
                    "see: windows next; end what has begun: windows close " + window.name());
        }
        return List.of(instruction(OverrideType.SKIP, window.name(), day.from(), day.until()));
    }

    /** @param which {@code next}: the next one that is skipped; or a date on the window's wall clock */
    List<WindowOverride> unskip(StreamingWindow window, String which) {
        Function<Instant, Boolean> skipped = start ->
                windowsSnapshot.overrides().skipping(window.name(), start).isPresent();
        if (which.equals(NEXT)) {
            Instant next = windowsSnapshot.overrides().skips(window.name(), windowsSnapshot.now()).stream()
                    .flatMap(skip ->
                            starts(window, new Day(later(skip.from(), windowsSnapshot.now()), skip.until())).stream())
                    .filter(skipped::apply)
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> notSkipped(window, "to come"));
            return List.of(opensAgain(window, next, at(OverrideType.UNSKIP, window, next)));
        }
        Day day = day(window, which);
        Instant first = starts(window, day).stream()
                .filter(skipped::apply)
                .findFirst()
                .orElseThrow(() -> notSkipped(window, "on " + which));
        return List.of(
                opensAgain(window, first, instruction(OverrideType.UNSKIP, window.name(), day.from(), day.until())));
    }

    /** @param state the instance's present one, which is kept */
    List<WindowOverride> hold(String instanceId, Instant until, Optional<InstanceState> state) {
        OverrideType overrideType = switch (state.orElse(InstanceState.UNKNOWN)) {
            case RUNNING, PENDING -> OverrideType.HOLD_ON;
            case STOPPED, STOPPING -> OverrideType.HOLD_OFF;
            default ->
                throw VerbRefusals.notNow(
                        instanceId,
                        "is neither on nor off",
                        "EC2 says " + state.map(InstanceState::awsName).orElse("nothing of it"),
                        "look at it in EC2");
        };
        return List.of(instruction(overrideType, instanceId, windowsSnapshot.now(), until));
    }

    List<WindowOverride> release(String instanceId) {
        if (windowsSnapshot.overrides().hold(instanceId, windowsSnapshot.now()).isEmpty()) {
            throw VerbRefusals.notNow(instanceId, "is not held", "no hold is on it now", "nothing to do");
        }
        return List.of(instruction(OverrideType.RELEASE, instanceId, windowsSnapshot.now(), windowsSnapshot.now()));
    }

    private WindowOverride opensAgain(StreamingWindow window, Instant start, WindowOverride unskip) {
        if (windowsSnapshot.isOver(window.name(), start)) {
            throw VerbRefusals.notNow(
                    window.name(),
                    "was closed by the skip",
                    "its lead had begun, and what was closed never opens by itself again",
                    "open it: windows open " + window.name() + " --for 2h");
        }
        return unskip;
    }

    private RuntimeException notOpen(String window) {
        return VerbRefusals.notNow(
                window,
                "is not open",
                "its machines are not wanted now",
                "open it: windows open " + window + " --for 2h");
    }

    private static RuntimeException notSkipped(StreamingWindow window, String when) {
        return VerbRefusals.notNow(
                window.name(), "is not skipped", "none of its times " + when + " is skipped", "nothing to do");
    }

    /** The starts within a time, those that no calendar suppresses and those that an operator has asked for. */
    private List<Instant> starts(StreamingWindow window, Day day) {
        return windowsSnapshot
                .overrides()
                .laidOver(window.name(), window.schedule().occurrences(day.from(), day.until()))
                .stream()
                .map(Occurrence::start)
                .filter(start -> !start.isBefore(day.from()) && start.isBefore(day.until()))
                .toList();
    }

    private Day day(StreamingWindow window, String which) {
        LocalDate date = TimeArguments.date(which, window.schedule().zone(), windowsSnapshot.now());
        Instant from = date.atStartOfDay(window.schedule().zone()).toInstant();
        Instant until = date.plusDays(1).atStartOfDay(window.schedule().zone()).toInstant();
        return new Day(later(from, windowsSnapshot.now().plus(A_MOMENT)), until);
    }

    private boolean isAhead(Occurrence occurrence) {
        return occurrence.start().isAfter(windowsSnapshot.now());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private WindowOverride at(OverrideType overrideType, StreamingWindow window, Instant start) {
        return instruction(overrideType, window.name(), start, start.plus(A_MOMENT));
    }

    private WindowOverride instruction(OverrideType overrideType, String subject, Instant from, Instant until) {
        return new WindowOverride(overrideType, subject, from, until, auditInfo);
    }

    private String moment(String window, Instant instant) {
        return windowsSnapshot.localTime(window).moment(instant);
    }

    private static Optional<Occurrence> last(List<Occurrence> occurrences) {
        return occurrences.isEmpty() ? Optional.empty() : Optional.of(occurrences.get(occurrences.size() - 1));
    }

    /** A time {@code [from, until)} in which occurrences start. */
    private record Day(Instant from, Instant until) {}
}
