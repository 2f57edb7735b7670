package dev.lamplighter.base;

import java.time.Duration;
import java.time.Instant;

/** Counts how often a notice or a message was handed out, and says when it may be handed out again. */
public record DeliveryAttempts(int count, Instant notBefore) {
    /** Short, so that it is hardly late when one attempt fails. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private static final int LONGEST_PAUSE = 6; // doublings of the first one: 10 min 40 s

    public static final DeliveryAttempts NONE = new DeliveryAttempts(0, Instant.MIN);

    public DeliveryAttempts next(Instant now) {
        return new DeliveryAttempts(count + 1, now.plus(pause(count)));
    }

    /**
     * Whether it may be handed out now. A pause that seems longer than the longest one means that the clock was set
     * back.
     */
    public boolean isDue(Instant now) {
        return !now.isBefore(notBefore) || now.plus(pause(LONGEST_PAUSE)).isBefore(notBefore);
    }

    private static Duration pause(int count) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(count, LONGEST_PAUSE));
    }
}
