package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.load.SlotLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges the load of some machines minute by minute. A minute without a value says nothing: it is never one above a limit, and
 * never one of a quiet spell.
 */
final class LoadMinutes {
    /** One machine less must leave this share of the limit at most, so that it isn't needed again at once. */
    static final double CLEARLY_BELOW = 0.8;

    /** How long it must be so. */
    static final Duration SPELL = Duration.ofMinutes(15);

    /** Values come late (AWS: "Services that publish CloudWatch metrics"), but not this late. */
    static final Duration OLDEST = Duration.ofMinutes(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LATEST = 3;
    private static final int ENOUGH = 2;

    private final SlotLoad load;
    private final List<LoadLimit> limits;
    private final List<String> instanceIds;
    private final Instant now;

    LoadMinutes(SlotLoad load, List<LoadLimit> limits, Collection<String> instanceIds, Instant now) {
        this.load = load;
        this.limits = List.copyOf(limits);
        this.instanceIds = List.copyOf(instanceIds);
        this.now = now;
    }

    /** Whether nothing of these machines is known that is new enough to decide by. */
    boolean isUnknown() {
        return latest().isEmpty();
    }

    /**
     * The load in words, if they were at a limit, or above, in two of the last three minutes that are known. Minutes that began before a
     * moment don't count: another number of machines had that load.
     */
    Optional<String> above(Instant since) {
        List<Instant> above = latest().stream()
                .filter(minute -> !minute.isBefore(since) && share(minute) >= 1)
                .toList();
        return above.size() < ENOUGH ? Optional.empty() : Optional.of(words(above.get(0)));
    }

    /** Whether one fewer would have been clearly enough in every minute of a longer spell, which begins at a moment or after it. */
    boolean isCalmWithOneFewer(Instant since) {
        Optional<Instant> newest = load.minutes(instanceIds).stream()
                .filter(minute -> load.isComplete(limits, instanceIds, minute))
                .max(Comparator.naturalOrder())
                .filter(this::isNew);
        if (newest.isEmpty() || instanceIds.size() < 2) {
            return false;
        }
        Instant first = newest.get().minus(SPELL).plus(MINUTE);
        double more = instanceIds.size() / (instanceIds.size() - 1.0);
        return !first.isBefore(since)
                && Stream.iterate(first, minute -> !minute.isAfter(newest.get()), minute -> minute.plus(MINUTE))
                        .allMatch(minute ->
                                load.isComplete(limits, instanceIds, minute) && share(minute) * more <= CLEARLY_BELOW);
    }

    /** The newest load in words, by the limit that is nearest to being exceeded. */
    String words() {
        return words(latest().get(0));
    }

    private String words(Instant minute) {
        return nearest(minute)
                .map(limit -> limit.words(value(limit, minute)) + " (limit " + Math.round(limit.most()) + ")")
                .orElse("");
    }

    /** How much of its limit the load is in a minute, by the limit that is nearest to being exceeded. */
    private double share(Instant minute) {
        return nearest(minute).map(limit -> value(limit, minute) / limit.most()).orElse(0.0);
    }

    private Optional<LoadLimit> nearest(Instant minute) {
        return limits.stream()
                .filter(limit -> load.average(limit, instanceIds, minute).isPresent())
                .max(Comparator.comparingDouble(limit -> value(limit, minute) / limit.most()));
    }

    private double value(LoadLimit limit, Instant minute) {
        return load.average(limit, instanceIds, minute).orElse(0);
    }

    private boolean isNew(Instant minute) {
        return !minute.plus(MINUTE).plus(OLDEST).isBefore(now);
    }

    /** The last minutes with a value, the newest first; empty if all are too old. */
    private List<Instant> latest() {
        return load.minutes(instanceIds).stream()
                .filter(this::isNew)
                .sorted(Comparator.reverseOrder())
                .limit(LATEST)
                .toList();
    }
}
