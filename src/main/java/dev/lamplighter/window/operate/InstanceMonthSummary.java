package dev.lamplighter.window.operate;

import java.time.Duration;

/**
 * Summarises a month of one instance.
 *
 * @param on how long it was on for windows
 * @param saved how long it was not, of the time that is journalled
 * @param overrun how long it was on after the ends of its windows
 */
record InstanceMonthSummary(String id, Duration on, Duration saved, Duration overrun) {
    /** The part of the time that is saved, 0 to 100. */
    long savedPercent() {
        return Math.round(100.0 * saved.toSeconds() / Math.max(1, on.plus(saved).toSeconds()));
    }
}
