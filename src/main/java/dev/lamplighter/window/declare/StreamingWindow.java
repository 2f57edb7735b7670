package dev.lamplighter.window.declare;

import dev.lamplighter.window.schedule.GuardSchedule;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds one declared window.
 *
 * @param name kebab-case, unique in the file
 * @param schedule when the window is open
 * @param windowTimings how long before and after that its machines are needed
 * @param windowResources its instances, addresses and volumes
 * @param windowPolicy what it does about manual stops and at its ends
 */
public record StreamingWindow(
        String name,
        Schedule schedule,
        WindowTimings windowTimings,
        WindowResources windowResources,
        WindowPolicy windowPolicy) {
    /** Whether it is a guard, which only stops instances and never needs them on. */
    public boolean isGuard() {
        return schedule.rule() instanceof GuardSchedule;
    }

    /** The occurrences whose machines must be on at {@code now}: {@code start - lead <= now < end}. */
    public List<Occurrence> open(Instant now) {
        return schedule.occurrences(now, now.plus(windowTimings.lead()).plusNanos(1));
    }

    /** Occurrences whose machines must be on at some instant of {@code [from, to)}; each begins with its lead. */
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
