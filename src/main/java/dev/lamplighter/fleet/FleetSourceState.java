package dev.lamplighter.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of one source: its instances after the last complete poll, when all of them were last described, and the
 * end of a pause after throttling. Its own route writes, any thread may read.
 */
final class FleetSourceState {
    /** A panel must not be blind for long after EC2 answers again. */
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(2);
    /** Keeps the multiplication from overflowing; the limit is reached before. */
    private static final int MOST_DOUBLINGS = 10;

    private final Duration pollPeriod;
    private final Duration describePeriod;
    private final RandomGenerator random;
    private volatile Map<String, Instance> instances = Map.of();
    private volatile @Nullable FleetSnapshot latest;
    private volatile @Nullable Instant describedAt;
    private volatile @Nullable BackOff backOff;

    /**
     * A pause after throttling. EC2 has throttled the source {@code times} times in a row; no poll is made before
     * {@code until}.
     */
    private record BackOff(int times, Instant until, Exception failure) {}

    FleetSourceState(LightSettings settings, RandomGenerator random) {
        this.pollPeriod = settings.pollPeriod();
        this.describePeriod = settings.describePeriod();
        this.random = random;
    }

    Optional<Instance> known(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    List<Instance> instances() {
        return List.copyOf(instances.values());
    }

    /** Whether all instances must be described again, because the period has passed or the clock was set back. */
    boolean isDescriptionDue(Instant now) {
        Instant last = describedAt;
        return last == null || now.isBefore(last) || !now.isBefore(last.plus(describePeriod));
    }

    /**
     * Records a complete poll.
     *
     * @param allDescribed whether all instances were described, not only those that are new or have changed
     * @return the snapshot
     */
    FleetSnapshot learn(Map<String, Instance> fleet, Instant takenAt, boolean allDescribed) {
        FleetSnapshot snapshot = new FleetSnapshot(takenAt, List.copyOf(fleet.values()));
        instances = fleet;
        latest = snapshot;
        describedAt = allDescribed ? takenAt : describedAt;
        backOff = null;
        return snapshot;
    }

    /** The snapshot of the last complete poll. */
    Optional<FleetSnapshot> latest() {
        return Optional.ofNullable(latest);
    }

    /**
     * Begins a pause because the poll was throttled: 1, 2, 4 .. poll periods, at most two minutes, plus a random part of up
     * to half of it.
     */
    void throttled(Exception failure, Instant now) {
        BackOff before = backOff;
        int times = before == null ? 1 : before.times() + 1;
        Duration pause = pollPeriod.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        pause = pause.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : pause;
        Duration jitter = Duration.ofMillis(random.nextLong(pause.toMillis() / 2 + 1));
        backOff = new BackOff(times, now.plus(pause).plus(jitter), failure);
    }

    /** The exception with which EC2 has throttled the source, if the pause after it is not over; otherwise empty. */
    Optional<Exception> pausedBy(Instant now) {
        BackOff present = backOff;
        Duration longest = LONGEST_BACK_OFF.multipliedBy(2);
        return present != null
                        && now.isBefore(present.until())
                        && !now.plus(longest).isBefore(present.until())
                ? Optional.of(present.failure())
                : Optional.empty();
    }
}
