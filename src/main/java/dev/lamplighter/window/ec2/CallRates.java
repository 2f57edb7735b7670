package dev.lamplighter.window.ec2;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Keeps a token bucket for each operation of one account and region. If EC2 throttles an operation nevertheless, because
 * others call it, too, its bucket is closed for a while, longer each time, plus or minus a random part. Thread-safe.
 */
final class CallRates {
    /** EC2 refills its own buckets within seconds. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    /** A window must not wait for longer once EC2 takes calls again. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final SplittableRandom random;
    private final Map<Ec2Operation, Bucket> buckets = new EnumMap<>(Ec2Operation.class);

    CallRates(InstantSource clock) {
        this.clock = clock;
        Instant now = clock.instant();
        this.random = new SplittableRandom(now.toEpochMilli());
        for (Ec2Operation operation : Ec2Operation.values()) {
            buckets.put(operation, new Bucket(operation, now));
        }
    }

    /** Takes a token if there is one. */
    synchronized boolean take(Ec2Operation operation) {
        return bucket(operation).take(clock.instant());
    }

    /** Records that EC2 has throttled a call. */
    synchronized void throttled(Ec2Operation operation) {
        bucket(operation).shut(clock.instant(), random.nextDouble());
    }

    /** Records that EC2 has accepted a call. */
    synchronized void accepted(Ec2Operation operation) {
        bucket(operation).throttles = 0;
    }

    private Bucket bucket(Ec2Operation operation) {
        return buckets.computeIfAbsent(operation, missing -> new Bucket(missing, clock.instant()));
    }

    private static final class Bucket {
        private final Ec2Operation operation;
        private double tokens;
        private Instant filled;
        private Duration pause = Duration.ZERO;
        private Instant shut;
        private int throttles;

        Bucket(Ec2Operation operation, Instant now) {
            this.operation = operation;
            this.tokens = operation.burst();
            this.filled = now;
            this.shut = now;
        }

        boolean take(Instant now) {
            // A clock that was set back neither fills nor empties a bucket, and can't keep it closed.
            double seconds = Duration.between(filled, now).toNanos() / 1e9;
            tokens = Math.min(operation.burst(), tokens + Math.max(0, seconds) * operation.perSecond());
            filled = now;
            boolean isShut = Duration.between(shut, now).abs().compareTo(pause) < 0;
            if (isShut || tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }

        void shut(Instant now, double luck) {
            tokens = 0;
            filled = now;
            shut = now;
            long whole = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(throttles, 10));
            pause = Duration.ofMillis((long) (whole * (0.5 + luck / 2)));
            throttles++;
        }
    }
}
