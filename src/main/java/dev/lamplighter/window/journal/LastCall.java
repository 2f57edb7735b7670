package dev.lamplighter.window.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * The last mutating call on one resource.
 *
 * @param resource an instance id or an allocation id
 * @param action for example {@code START}
 */
public record LastCall(String resource, String action, Instant at) {
    /** EC2 sets the launch time when it takes the call, by a clock of its own. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    /** Whether this call began the run of an instance that EC2 says was launched then. */
    public boolean began(Instant launchTime) {
        return action.equals("START") && isWithin(AROUND, launchTime);
    }

    /** Whether less than {@code spacing} lies between the call and {@code now}, in either direction of a clock's jump. */
    public boolean isWithin(Duration spacing, Instant now) {
        return Duration.between(at, now).abs().compareTo(spacing) < 0;
    }
}
