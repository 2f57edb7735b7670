package dev.lamplighter.base.alert;

import java.time.Duration;
import java.time.Instant;

/** The number of times that a notice was handed out, and when it may be again. */
record DeliveryAttempts(int count, Instant notBefore) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int LONGEST_PAUSE = 6; // doublings of the first one: 10 min 40 s

    static final DeliveryAttempts NONE = new DeliveryAttempts(0, Instant.MIN);

    DeliveryAttempts next(Instant now) {
        return new DeliveryAttempts(count + 1, now.plus(pause(count)));
    }

    /** Whether it may be handed out now; a pause longer than the longest means that the clock was set back. */
    boolean isDue(Instant now) {
        return !now.isBefore(notBefore) || now.plus(pause(LONGEST_PAUSE)).isBefore(notBefore);
    }

    private static Duration pause(int count) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(count, LONGEST_PAUSE));
    }
}
