package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Settings;
import java.time.Duration;

/**
 * Holds the settings for how long files of versions are kept that are no longer shown.
 *
 * @param versions of each month that are kept whatever their age, beside the one that is shown
 * @param age others are kept this long after they were replaced, and never less than {@link #SHORTEST}
 */
public record RetentionSettings(int versions, Duration age) {
    /** Athena ends a query after 30 minutes by default; one that began before a switch still reads the old files. */
    static final Duration SHORTEST = Duration.ofHours(1);

    public RetentionSettings {
        age = age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
    }

    public static RetentionSettings of(Settings settings) {
        return new RetentionSettings(
                settings.integer("cost.keep-versions", 3, 0, 1000),
                Duration.ofDays(settings.integer("cost.keep-days", 14, 0, 3650)));
    }
}
