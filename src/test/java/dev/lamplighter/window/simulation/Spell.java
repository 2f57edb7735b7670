package dev.lamplighter.window.simulation;

import java.time.Instant;

/**
 * A trouble that lasts.
 *
 * @param about the instance or address it befalls, empty for all
 * @param until the first instant at which it is over
 */
record Spell(Trouble trouble, String about, Instant from, Instant until) {
    enum Trouble {
        /** No call gets an answer. */
        UNREACHABLE,
        /** Every call is refused with RequestLimitExceeded. */
        THROTTLED,
        /** StartInstances is refused with InsufficientInstanceCapacity. */
        NO_CAPACITY,
        /** StopInstances is refused with InternalError. */
        NO_STOP,
        /** The address is associated with somebody else's interface. */
        ADDRESS_HELD,
        /** The process doesn't run. */
        SERVICE_DOWN
    }

    boolean isOn(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    boolean overlaps(Instant begin, Instant end) {
        return from.isBefore(end) && begin.isBefore(until);
    }

    boolean befalls(String resource) {
        return about.isEmpty() || about.equals(resource);
    }
}
