package dev.lamplighter.fleet;

import dev.lamplighter.base.Settings;
import java.time.Duration;

/**
 * How EC2 is asked.
 *
 * @param pollPeriod from the beginning of one poll to the beginning of the next
 * @param pageSize instances per page of DescribeInstances; EC2 allows 5..1000
 */
public record LightSettings(Duration pollPeriod, int pageSize) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public static LightSettings of(Settings settings) {
        String key = "light.poll-period";
        Duration pollPeriod = settings.duration(key, Duration.ofSeconds(10));
        if (pollPeriod.compareTo(SHORTEST) < 0) {
            throw Settings.refused(key, settings.text(key), "1s or more", "poll less often: EC2 limits its calls");
        }
        return new LightSettings(pollPeriod, settings.integer("light.page-size", 1000, 5, 1000));
    }
}
