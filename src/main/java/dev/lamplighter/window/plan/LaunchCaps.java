package dev.lamplighter.window.plan;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Bounds what one occurrence may launch: machines for a slot, and the time of all machines together. */
final class LaunchCaps {
    /** The machines that a slot may get in one occurrence. */
    static final int MOST_MACHINES = 3;

    private LaunchCaps() {}

    /** Why nothing more may be launched in a slot; empty if it may. */
    static Optional<Problem> problem(
            OccurrenceRecord entry, StreamingWindow window, String resource, int attempt, Instant now) {
        if (attempt - drained(entry, resource) > MOST_MACHINES) {
            return Optional.of(problem(
                    resource,
                    "nothing more is launched for it in this occurrence",
                    MOST_MACHINES + " instances were launched for it in this occurrence, and each was lost",
                    "find out in the EC2 console what ended them"));
        }
        Duration length =
                Duration.between(entry.start().minus(window.windowTimings().lead()), entry.end());
        Duration cap = length.multipliedBy(window.windowResources().launches().size() * 3L)
                .dividedBy(2);
        Duration billed = entry.launches().stream()
                .filter(launch -> !launch.instanceId().isEmpty())
                .map(launch -> time(launch, entry))
                .reduce(Duration.ZERO, Duration::plus)
                .plus(Duration.between(now, entry.end()));
        return billed.compareTo(cap) <= 0
                ? Optional.empty()
                : Optional.of(problem(
                        resource,
                        "nothing more is launched for it while so much of the occurrence is left",
                        "with one more, all that the occurrence has launched would run for "
                                + DurationText.words(billed) + " together, and " + DurationText.words(cap)
                                + " is the most",
                        "find out in the EC2 console why instances were lost"));
    }

    /** How many machines of the slot were given up since the load didn't need them, and not lost. */
    private static long drained(OccurrenceRecord entry, String resource) {
        return entry.launches().stream()
                .filter(launch ->
                        LaunchRules.resource(entry.window(), launch.slot()).equals(resource))
                .filter(launch -> entry.drain(launch).isPresent())
                .count();
    }

    /** How long a machine runs, if it runs until the end. */
    private static Duration time(SlotLaunch launch, OccurrenceRecord entry) {
        Instant ended = launch.endedAt();
        return Duration.between(launch.requestedAt(), ended == null ? entry.end() : ended);
    }

    private static Problem problem(String resource, String what, String why, String fix) {
        return new Problem(WindowProblemCode.LAUNCH_CAP, resource, what, why, fix + "; what runs stays until the end");
    }
}
