package dev.lamplighter.base;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes durations: for people, and in the form that windows.yaml and application.properties use. */
public final class DurationText {
    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private DurationText() {}

    /** {@code 10 h 30 min}; a part below a second is left out, and nothing at all is {@code 0 min}. */
    public static String words(Duration duration) {
        List<String> parts = new ArrayList<>();
        add(parts, duration.toDays(), "d");
        add(parts, duration.toHoursPart(), "h");
        add(parts, duration.toMinutesPart(), "min");
        add(parts, duration.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 min" : String.join(" ", parts);
    }

    /** {@code 35 h 30 min}: a sum to the minute, without days; of less than a minute the seconds. */
    public static String hoursAndMinutes(Duration duration) {
        if (duration.toSeconds() < 60) {
            return words(duration);
        }
        long minutes = duration.plusSeconds(30).toMinutes();
        List<String> parts = new ArrayList<>();
        add(parts, minutes / 60, "h");
        add(parts, minutes % 60, "min");
        return String.join(" ", parts);
    }

    /** One unit, for an age: {@code 119 s}, {@code 119 min}, {@code 47 h}, {@code 9 d}. */
    public static String rough(Duration age) {
        if (age.toMinutes() < 2) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
    }

    /** {@code 1h30m}: the text that {@link Settings#parseDuration} and windows.yaml read. */
    public static String written(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds > 0 && seconds % SECONDS_A_DAY == 0
                ? duration.toDays() + "d"
                : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static void add(List<String> parts, long amount, String unit) {
        if (amount > 0) {
            parts.add(amount + " " + unit);
        }
    }
}
