package dev.lamplighter.window.declare;

import dev.lamplighter.window.schedule.GuardSchedule;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One declared window.
 *
 * @param name kebab-case, unique in the file
 * @param schedule when the stream is on
 * @param windowTimings how long before and after it the machines matter
 * @param windowResources what has to run and which addresses it has to have
 * @param windowPolicy how it behaves towards people and at its ends
 */
public record StreamingWindow(
        String name,
        Schedule schedule,
        WindowTimings windowTimings,
        WindowResources windowResources,
        WindowPolicy windowPolicy) {
    /** Whether it only stops what runs: then nothing is on for it. */
    public boolean isGuard() {
        return schedule.rule() instanceof GuardSchedule;
    }

    /** The occurrences whose machines have to be on at {@code now}: {@code start - lead <= now < end}. */
    public List<Occurrence> open(Instant now) {
        return schedule.occurrences(now, now.plus(windowTimings.lead()).plusNanos(1));
    }

    /** Occurrences whose machines have to be on at some instant of {@code [from, to)}, each with its lead as its beginning. */
    public List<Occurrence> wanted(Instant from, Instant to) {
        return schedule.occurrences(from, to.plus(windowTimings.lead())).stream()
                .map(occurrence -> new Occurrence(occurrence.start().minus(windowTimings.lead()), occurrence.end()))
                .toList();
    }

    /** The first occurrence whose machines are not yet wanted at {@code now}. */
    public Optional<Occurrence> next(Instant now) {
        return schedule.next(now.plus(windowTimings.lead()).plusNanos(1));
    }
}
