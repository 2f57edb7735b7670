package dev.lamplighter.window.journal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Records the last mutating call on one resource.
 *
 * @param resource an instance id, an allocation id, or a slot
 * @param action for example {@code START}
 */
public record LastCall(String resource, String action, Instant at) {
    /** How far EC2's launch time may differ from the time of the call, because EC2 sets it by its own clock. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    private static final int LONGEST = 64;

    /** Whether this call began the run of an instance that EC2 says was launched then. */
    public boolean began(Instant launchTime) {
        return action.equals("START") && isWithin(AROUND, launchTime);
    }

    /** Whether the call is less than {@code spacing} before or, if the clock was set, after {@code now}. */
    public boolean isWithin(Duration spacing, Instant now) {
        return Duration.between(at, now).abs().compareTo(spacing) < 0;
    }

    /** Under what the calls on a resource are kept: its name; for one that is longer than the column, a digest. */
    public static String key(String resource) {
        return resource.length() <= LONGEST
                ? resource
                : UUID.nameUUIDFromBytes(resource.getBytes(StandardCharsets.UTF_8))
                        .toString();
    }
}
