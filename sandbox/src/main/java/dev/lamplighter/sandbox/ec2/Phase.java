package dev.lamplighter.sandbox.ec2;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Holds a state of an instance and what it turns into by itself: time alone moves an instance from {@code pending} to
 * {@code running}.
 *
 * @param since when the state was entered
 * @param reason of the state, null when EC2 tells none
 * @param transition EC2's StateTransitionReason, empty when it tells none
 * @param next what follows, from its own {@code since} on; null when the state lasts
 */
record Phase(
        InstanceStateName state,
        Instant since,
        @Nullable Reason reason,
        String transition,
        @Nullable Phase next) {

    /** EC2's StateReason. */
    record Reason(String code, String message) {
        static final Reason PENDING = new Reason("pending", "pending");
        static final Reason BY_USER =
                new Reason("Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown");
        static final Reason FROM_INSIDE = new Reason(
                "Client.InstanceInitiatedShutdown", "Client.InstanceInitiatedShutdown: Instance initiated shutdown");
    }

    private static final DateTimeFormatter TRANSITION_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Phase lasting(InstanceStateName state, Instant since) {
        return new Phase(state, since, null, "", null);
    }

    static Phase starting(Instant now, Duration pending) {
        return new Phase(
                InstanceStateName.PENDING,
                now,
                Reason.PENDING,
                "",
                lasting(InstanceStateName.RUNNING, now.plus(pending)));
    }

    /** A start that comes to nothing: {@code pending}, then {@code stopped} again with the reason. */
    static Phase failingToStart(Instant now, Duration pending, Reason reason) {
        Phase failed = new Phase(InstanceStateName.STOPPED, now.plus(pending), reason, reason.message, null);
        return new Phase(InstanceStateName.PENDING, now, Reason.PENDING, "", failed);
    }

    static Phase stopping(Instant now, Duration stopping, Reason reason) {
        return leaving(InstanceStateName.STOPPING, InstanceStateName.STOPPED, now, stopping, reason);
    }

    static Phase terminating(Instant now, Duration shuttingDown) {
        return leaving(
                InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED, now, shuttingDown, Reason.BY_USER);
    }

    private static Phase leaving(
            InstanceStateName through, InstanceStateName to, Instant now, Duration duration, Reason reason) {
        String transition = reason.equals(Reason.BY_USER) ? "User initiated (" + TRANSITION_TIME.format(now) + ")" : "";
        return new Phase(through, now, reason, transition, new Phase(to, now.plus(duration), reason, transition, null));
    }

    /** The phase that holds at {@code now}. */
    Phase at(Instant now) {
        return next == null || now.isBefore(next.since) ? this : next.at(now);
    }

    /** EC2's state code: the low byte of {@code instance-state-code}. */
    int code() {
        return switch (state) {
            case PENDING -> 0;
            case RUNNING -> 16;
            case SHUTTING_DOWN -> 32;
            case TERMINATED -> 48;
            case STOPPING -> 64;
            case STOPPED -> 80;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("no such state is ever entered");
        };
    }
}
