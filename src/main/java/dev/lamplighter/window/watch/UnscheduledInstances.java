package dev.lamplighter.window.watch;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.PolledInstances;
import dev.lamplighter.window.ec2.RegionalEc2;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Observes instances outside windows: from the fleet polls where those cover an account and region, else by one call each
 * five minutes, for one account and region at a time. Not thread-safe; guarded by its owner's lock.
 */
public final class UnscheduledInstances {
    /** How often EC2 is called: this is about hours of cost, so minutes don't matter, and EC2 limits the rate of calls. */
    private static final Duration ASK_EVERY = Duration.ofMinutes(5);
    /** How long a failed call is not repeated: one may take a minute to fail. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(15);
    /** How old a poll may be; an older one means that several polls failed, which the fleet's own checks report. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final RegionalEc2 ec2;
    private final PolledInstances polled;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<AccountRegion, Long> dueAt = new HashMap<>();
    private final Map<AccountRegion, Optional<Ec2CallException>> answers = new HashMap<>();

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public UnscheduledInstances(RegionalEc2 ec2, PolledInstances polled, InstantSource clock, LongSupplier nanoTime) {
        this.ec2 = ec2;
        this.polled = polled;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The instances that could be described now, by id; empty for one that EC2 doesn't list. */
    Map<String, Optional<Instance>> of(Map<AccountRegion, Set<String>> instances) {
        Map<String, Optional<Instance>> seen = new HashMap<>();
        instances.forEach((accountRegion, ids) -> fresh(accountRegion).ifPresent(snapshot -> {
            answers.put(accountRegion, Optional.empty());
            ids.forEach(id -> seen.put(id, snapshot.instance(id)));
        }));
        instances.entrySet().stream()
                .filter(entry -> fresh(entry.getKey()).isEmpty() && isDue(entry.getKey()))
                .min(Comparator.comparing(entry -> dueAt.getOrDefault(entry.getKey(), nanoTime.getAsLong())))
                .ifPresent(entry -> seen.putAll(ask(entry.getKey(), entry.getValue())));
        return seen;
    }

    /** The last result of each account and region, empty if EC2 answered; one without a call so far is missing. */
    Map<AccountRegion, Optional<Ec2CallException>> answers() {
        return Map.copyOf(answers);
    }

    private Optional<FleetSnapshot> fresh(AccountRegion accountRegion) {
        Instant now = clock.instant();
        return polled.latest(accountRegion)
                .filter(snapshot ->
                        Duration.between(snapshot.takenAt(), now).abs().compareTo(FRESH) <= 0);
    }

    private boolean isDue(AccountRegion accountRegion) {
        Long due = dueAt.get(accountRegion);
        return due == null || nanoTime.getAsLong() - due >= 0;
    }

    private Map<String, Optional<Instance>> ask(AccountRegion accountRegion, Set<String> ids) {
        Map<String, Optional<Instance>> seen = new HashMap<>();
        try {
            DescribedInstances describedInstances = ec2.at(accountRegion).describe(ids);
            ids.forEach(id -> seen.put(id, describedInstances.instance(id)));
            again(accountRegion, ASK_EVERY);
            answers.put(accountRegion, Optional.empty());
        } catch (Ec2CallException e) {
            again(accountRegion, ASK_AGAIN);
            answers.put(accountRegion, Optional.of(e));
        }
        return seen;
    }

    private void again(AccountRegion accountRegion, Duration after) {
        dueAt.put(accountRegion, nanoTime.getAsLong() + after.toNanos());
    }
}
