package dev.lamplighter.window.crontab;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;

/** Checks whether a time span has the same length on the wall clock, on all days on which it begins. */
final class DaylightSavingCheck {
    private DaylightSavingCheck() {}

    /**
     * Whether no change of the clocks falls into any of these spans, in the years of {@code days}.
     *
     * @param begins the days on which the span begins
     * @param minuteOfDay the minute at which it begins
     */
    static boolean isSteady(
            BitSet begins, SimulationPeriod simulationPeriod, int minuteOfDay, int minutes, ZoneId zone) {
        Instant last =
                simulationPeriod.day(simulationPeriod.count()).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant at = simulationPeriod.first().atStartOfDay().toInstant(ZoneOffset.UTC);
        int daysBack = minutes / CrontabEc2Call.MINUTES_OF_DAY + 2;
        for (ZoneOffsetTransition change = zone.getRules().nextTransition(at);
                change != null && change.getInstant().isBefore(last);
                change = zone.getRules().nextTransition(change.getInstant())) {
            int day = simulationPeriod.index(change.getDateTimeBefore().toLocalDate());
            for (int i = Math.max(0, day - daysBack); i <= day + 1; i++) {
                if (begins.get(i)
                        && !isSteady(simulationPeriod.day(i).atTime(0, 0).plusMinutes(minuteOfDay), minutes, zone)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isSteady(LocalDateTime begins, int minutes, ZoneId zone) {
        LocalDateTime ends = begins.plusMinutes(minutes);
        boolean isShownOnce = zone.getRules().getValidOffsets(begins).size() == 1
                && zone.getRules().getValidOffsets(ends).size() == 1;
        return isShownOnce
                && Duration.between(begins.atZone(zone), ends.atZone(zone)).toMinutes() == minutes;
    }
}
