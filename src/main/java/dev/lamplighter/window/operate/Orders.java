package dev.lamplighter.window.operate;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.forecast.ForecastText;
import dev.lamplighter.window.forecast.InstructionText;
import dev.lamplighter.window.journal.Given;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.journal.Verb;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What each verb comes to at one moment: the instructions to write down, or a refusal. Pure. */
final class Orders {
    private static final String NEXT = "next";
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final Scene scene;
    private final Given given;

    Orders(Scene scene, Author author) {
        this.scene = scene;
        this.given = author.at(scene.now());
    }

    /** Its machines are started at once, and the occurrence begins after the lead. */
    List<Instruction> open(StreamingWindow window, Duration length) {
        last(scene.underWay(window.name())).ifPresent(occurrence -> {
            throw Refusals.notNow(
                    window.name(),
                    "is open already",
                    "its end is " + moment(window.name(), occurrence.end()),
                    "extend it: windows extend " + window.name() + " 30m");
        });
        Duration lead = window.margins().lead();
        if (length.compareTo(lead) <= 0) {
            throw Refusals.notNow(
                    window.name(),
                    "would end before it begins",
                    "its machines get a lead of " + ForecastText.words(lead) + " of the " + ForecastText.words(length),
                    "open it for longer than its lead");
        }
        return List.of(instruction(
                Verb.OPEN, window.name(), scene.now().plus(lead), scene.now().plus(length)));
    }

    List<Instruction> extend(String window, Duration length) {
        Occurrence occurrence = last(scene.underWay(window)).orElseThrow(() -> notOpen(window));
        return List.of(instruction(
                Verb.EXTEND, window, occurrence.start(), occurrence.end().plus(length)));
    }

    List<Instruction> close(String window) {
        List<Occurrence> underWay = scene.underWay(window);
        if (underWay.isEmpty()) {
            throw notOpen(window);
        }
        return underWay.stream()
                .map(occurrence -> instruction(Verb.CLOSE, window, occurrence.start(), scene.now()))
                .toList();
    }

    /** @param which {@code next}, or a date on the window's wall clock; what has begun is closed, not skipped */
    List<Instruction> skip(StreamingWindow window, String which) {
        if (which.equals(NEXT)) {
            Occurrence next = scene.overrides().open(window, scene.now()).stream()
                    .filter(this::isAhead)
                    .findFirst()
                    .or(() -> scene.overrides().next(window, scene.now()))
                    .orElseThrow(() -> Refusals.notNow(
                            window.name(), "has no next time", "nothing is left of its schedule", "nothing to do"));
            return List.of(at(Verb.SKIP, window, next.start()));
        }
        Day day = day(window, which);
        if (starts(window, day).isEmpty()) {
            throw Refusals.notNow(
                    window.name(),
                    "does not begin on " + which + " any more",
                    "its schedule says so, and what has begun can't be skipped",
                    "see: windows next; end what has begun: windows close " + window.name());
        }
        return List.of(instruction(Verb.SKIP, window.name(), day.from(), day.until()));
    }

    /** @param which {@code next}: the next one that is skipped; or a date on the window's wall clock */
    List<Instruction> unskip(StreamingWindow window, String which) {
        Function<Instant, Boolean> skipped =
                start -> scene.overrides().skipping(window.name(), start).isPresent();
        if (which.equals(NEXT)) {
            Instant next = scene.overrides().skips(window.name(), scene.now()).stream()
                    .flatMap(skip -> starts(window, new Day(later(skip.from(), scene.now()), skip.until())).stream())
                    .filter(skipped::apply)
                    .min(Comparator.naturalOrder())
                    .orElseThrow(() -> notSkipped(window, "ahead"));
            return List.of(opensAgain(window, next, at(Verb.UNSKIP, window, next)));
        }
        Day day = day(window, which);
        Instant first = starts(window, day).stream()
                .filter(skipped::apply)
                .findFirst()
                .orElseThrow(() -> notSkipped(window, "on " + which));
        return List.of(opensAgain(window, first, instruction(Verb.UNSKIP, window.name(), day.from(), day.until())));
    }

    /** @param state the instance's present one, which is kept */
    List<Instruction> hold(String instanceId, Instant until, Optional<InstanceState> state) {
        Verb verb = switch (state.orElse(InstanceState.UNKNOWN)) {
            case RUNNING, PENDING -> Verb.HOLD_ON;
            case STOPPED, STOPPING -> Verb.HOLD_OFF;
            default ->
                throw Refusals.notNow(
                        instanceId,
                        "is neither on nor off",
                        "EC2 says " + state.map(InstanceState::awsName).orElse("nothing of it"),
                        "look at it in EC2");
        };
        return List.of(instruction(verb, instanceId, scene.now(), until));
    }

    List<Instruction> release(String instanceId) {
        if (scene.overrides().hold(instanceId, scene.now()).isEmpty()) {
            throw Refusals.notNow(instanceId, "is not held", "no hold is on it now", "nothing to do");
        }
        return List.of(instruction(Verb.RELEASE, instanceId, scene.now(), scene.now()));
    }

    private Instruction opensAgain(StreamingWindow window, Instant start, Instruction unskip) {
        if (scene.isOver(window.name(), start)) {
            throw Refusals.notNow(
                    window.name(),
                    "was closed by the skip",
                    "its lead had begun, and what was closed never opens by itself again",
                    "open it: windows open " + window.name() + " --for 2h");
        }
        return unskip;
    }

    private RuntimeException notOpen(String window) {
        return Refusals.notNow(
                window,
                "is not open",
                "its machines are not wanted now",
                "open it: windows open " + window + " --for 2h");
    }

    private static RuntimeException notSkipped(StreamingWindow window, String when) {
        return Refusals.notNow(window.name(), "is not skipped", "nothing of it is skipped " + when, "nothing to do");
    }

    /** The declared starts in a stretch that no calendar suppresses. */
    private static List<Instant> starts(StreamingWindow window, Day day) {
        return window.schedule().occurrences(day.from(), day.until()).stream()
                .map(Occurrence::start)
                .filter(start -> !start.isBefore(day.from()) && start.isBefore(day.until()))
                .toList();
    }

    private Day day(StreamingWindow window, String which) {
        LocalDate date = Spoken.date(which);
        Instant from = date.atStartOfDay(window.schedule().zone()).toInstant();
        Instant until = date.plusDays(1).atStartOfDay(window.schedule().zone()).toInstant();
        return new Day(later(from, scene.now().plus(A_MOMENT)), until);
    }

    private boolean isAhead(Occurrence occurrence) {
        return occurrence.start().isAfter(scene.now());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instruction at(Verb verb, StreamingWindow window, Instant start) {
        return instruction(verb, window.name(), start, start.plus(A_MOMENT));
    }

    private Instruction instruction(Verb verb, String subject, Instant from, Instant until) {
        return new Instruction(verb, subject, from, until, given);
    }

    private String moment(String window, Instant instant) {
        return InstructionText.moment(instant, scene.zoneOf(window));
    }

    private static Optional<Occurrence> last(List<Occurrence> occurrences) {
        return occurrences.isEmpty() ? Optional.empty() : Optional.of(occurrences.get(occurrences.size() - 1));
    }

    /** A stretch {@code [from, until)} in which occurrences start. */
    private record Day(Instant from, Instant until) {}
}
