package dev.lamplighter.window.ec2;

import dev.lamplighter.base.TokenBucket;
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
        this.random = new SplittableRandom(clock.millis());
    }

    /** Takes a token if there is one. */
    synchronized boolean take(Ec2Operation operation) {
        return bucket(operation).take();
    }

    /** Records that EC2 has throttled a call. */
    synchronized void throttled(Ec2Operation operation) {
        bucket(operation).shut(random.nextDouble());
    }

    /** Records that EC2 has accepted a call. */
    synchronized void accepted(Ec2Operation operation) {
        bucket(operation).throttles = 0;
    }

    private Bucket bucket(Ec2Operation operation) {
        return buckets.computeIfAbsent(operation, missing -> new Bucket(missing, clock));
    }

    private static final class Bucket {
        private final TokenBucket tokens;
        private final InstantSource clock;
        private Duration pause = Duration.ZERO;
        private Instant shut;
        private int throttles;

        Bucket(Ec2Operation operation, InstantSource clock) {
            this.tokens = new TokenBucket(operation.burst(), operation.perSecond(), clock);
            this.clock = clock;
            this.shut = clock.instant();
        }

        boolean take() {
            // A clock that was set back can't keep it closed.
            boolean isShut = Duration.between(shut, clock.instant()).abs().compareTo(pause) < 0;
            return !isShut && tokens.take();
        }

        void shut(double luck) {
            tokens.empty();
            shut = clock.instant();
            long whole = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(throttles, 10));
            pause = Duration.ofMillis((long) (whole * (0.5 + luck / 2)));
            throttles++;
        }
    }
}
