package dev.lamplighter.window.operate;

import java.time.Duration;
import java.util.List;

/**
 * Summarises a month of one window.
 *
 * @param occurrences those that began in it, missed ones included
 * @param instanceTime how long its instances were on, summed over all of them
 * @param late from the starts to the first time it was ready
 * @param overrun how long instances were on after the ends, summed over all of them
 * @param withoutInstance how long not all of its instances were on
 * @param withoutAddress how long not all of its addresses were in place
 * @param degraded how long something that it needs could not be had
 */
record WindowMonthSummary(
        String window,
        int occurrences,
        List<MissedOccurrence> missed,
        Duration instanceTime,
        Duration late,
        Duration overrun,
        Duration withoutInstance,
        Duration withoutAddress,
        Duration degraded) {
    WindowMonthSummary {
        missed = List.copyOf(missed);
    }
}
