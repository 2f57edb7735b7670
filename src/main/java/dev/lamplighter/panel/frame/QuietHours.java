package dev.lamplighter.panel.frame;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defines the hours in which the panel is dimmed, every day by the wall clock of {@code zone}. A night in which that clock
 * is put forward or back is an hour shorter or longer.
 *
 * @param from the first quiet minute
 * @param to the first minute that is no longer quiet; earlier than {@code from} if midnight lies between
 * @param brightness the highest brightness meanwhile, 0 (dark) to 1
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone, double brightness) {
    private static final String KEY = "panel.quiet-hours";
    private static final String ZONE_KEY = "panel.quiet-zone";
    private static final Pattern WRITTEN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("from and to must differ, got " + from + "-" + to);
        }
        if (!(brightness >= 0 && brightness <= 1)) {
            throw new IllegalArgumentException("brightness must be in 0..1, got " + brightness);
        }
    }

    /**
     * Reads {@code panel.quiet-hours} and the keys that belong to it; empty if that key is absent, but the others are
     * checked all the same.
     */
    public static Optional<QuietHours> of(Settings settings) {
        ZoneId zone = zone(settings);
        double brightness = settings.number("panel.quiet-brightness", 0.05, 0, 1);
        return settings.optional(KEY).map(written -> parse(written, zone, brightness));
    }

    public boolean contains(Instant now) {
        LocalTime time = LocalTime.ofInstant(now, zone);
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    @Override
    public String toString() {
        return from + "-" + to + " " + zone;
    }

    private static QuietHours parse(String written, ZoneId zone, double brightness) {
        Matcher times = WRITTEN.matcher(written);
        try {
            if (times.matches()) {
                return new QuietHours(
                        LocalTime.parse(times.group(1)), LocalTime.parse(times.group(2)), zone, brightness);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refused(written);
        }
        throw refused(written);
    }

    private static ProblemException refused(String written) {
        return Settings.refused(KEY, written, "HH:mm-HH:mm with two different times", "write hours as in 22:00-07:00");
    }

    private static ZoneId zone(Settings settings) {
        String written = settings.text(ZONE_KEY, "");
        try {
            return written.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(written);
        } catch (DateTimeException e) {
            throw Settings.refused(
                    ZONE_KEY,
                    written,
                    "a zone such as Europe/Berlin or UTC",
                    Suggestion.nearest(written, ZoneId.getAvailableZoneIds())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("write a name of the tz database or none"));
        }
    }
}
