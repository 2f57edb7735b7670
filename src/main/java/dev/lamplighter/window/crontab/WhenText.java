package dev.lamplighter.window.crontab;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes {@code when:} of a window, in the form that says exactly when it opens and closes; none if no form does. */
final class WhenText {
    /** The longest length of time that windows.yaml takes. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private WhenText() {}

    /**
     * Empty when it can't be said: longer than a day, or by date, with a change of the clocks inside.
     *
     * @param opens the days on which it opens
     * @param opensAt minute of the day
     * @param minutes until it closes, on the wall clock
     */
    static Optional<String> of(
            DatePattern pattern,
            BitSet opens,
            SimulationPeriod simulationPeriod,
            int opensAt,
            int minutes,
            ZoneId zone) {
        if (pattern.isWeekly() && minutes <= PlannedCall.MINUTES_OF_DAY) {
            return Optional.of(weekly(pattern.daysOfWeek(), opensAt, minutes));
        }
        boolean isShortEnough = Duration.ofMinutes(minutes).compareTo(LONGEST) <= 0;
        if (!isShortEnough || !DaylightSavingCheck.isSteady(opens, simulationPeriod, opensAt, minutes, zone)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "{cron: \"%d %d %s\", for: %s}",
                opensAt % 60,
                opensAt / 60,
                pattern.fields(),
                length(minutes)));
    }

    private static String weekly(Set<DayOfWeek> daysOfWeek, int opensAt, int minutes) {
        int closesAt = (opensAt + minutes) % PlannedCall.MINUTES_OF_DAY;
        return String.format(
                Locale.ROOT,
                "{days: \"%s\", opens: \"%s\", closes: \"%s\"%s}",
                DayWords.list(daysOfWeek),
                FieldWords.time(opensAt),
                FieldWords.time(closesAt),
                closesAt <= opensAt ? ", overnight: true" : "");
    }

    /** What a person can write where there is no form: a window a day, each of which closes as the next one opens. */
    static String byHand(DatePattern pattern, int opensAt, int minutes) {
        int whole = minutes / PlannedCall.MINUTES_OF_DAY;
        int rest = minutes % PlannedCall.MINUTES_OF_DAY;
        if (!pattern.isWeekly() || whole >= DayOfWeek.values().length) {
            return "write it with from: and to: for each time, or leave its lines in cron";
        }
        Set<DayOfWeek> wholeDays = EnumSet.noneOf(DayOfWeek.class);
        Set<DayOfWeek> lastDays = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : pattern.daysOfWeek()) {
            for (int i = 0; i < whole; i++) {
                wholeDays.add(day.plus(i));
            }
            lastDays.add(day.plus(whole));
        }
        String first = weekly(wholeDays, opensAt, PlannedCall.MINUTES_OF_DAY);
        return rest == 0
                ? "write when: " + first + "; nothing is stopped where one ends as the next begins"
                : "write two windows, when: " + first + " and when: " + weekly(lastDays, opensAt, rest)
                        + "; nothing is stopped where one ends as the next begins";
    }

    static String length(int minutes) {
        String hours = minutes >= 60 ? minutes / 60 + "h" : "";
        return hours + (minutes % 60 == 0 && !hours.isEmpty() ? "" : minutes % 60 + "m");
    }
}
