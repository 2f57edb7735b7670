package dev.lamplighter.sandbox.ec2;

import java.time.Duration;

/**
 * Says how long things take in the stand-in; all by the stand-in's own clock.
 *
 * @param pending from start or launch to running
 * @param stopping from stop to stopped
 * @param shuttingDown from terminate to terminated
 * @param initializing from running to status checks that are ok
 * @param terminatedVisible how long a terminated instance is still described (EC2: about an hour)
 */
public record Ec2Timing(
        Duration pending, Duration stopping, Duration shuttingDown, Duration initializing, Duration terminatedVisible) {
    /** Near enough to EC2 to be believed, short enough to be watched. */
    public static final Ec2Timing BRISK = new Ec2Timing(
            Duration.ofMillis(3500),
            Duration.ofMillis(3000),
            Duration.ofMillis(2500),
            Duration.ofSeconds(6),
            Duration.ofMinutes(2));

    /** Every transition is over with the next look; for tests of something else. */
    public static final Ec2Timing INSTANT =
            new Ec2Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofHours(1));

    public Ec2Timing {
        notNegative("pending", pending);
        notNegative("stopping", stopping);
        notNegative("shuttingDown", shuttingDown);
        notNegative("initializing", initializing);
        notNegative("terminatedVisible", terminatedVisible);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, got " + value);
        }
    }
}
