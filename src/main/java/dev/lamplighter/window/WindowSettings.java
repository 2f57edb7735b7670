package dev.lamplighter.window;

import dev.lamplighter.base.Settings;
import dev.lamplighter.window.action.OperatorStepLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Holds the settings {@code windows.*} of application.properties, as far as Java reads them; the routes read their own
 * periods.
 *
 * @param file the declaration
 * @param startWait how long after its edge a {@code <window>.start} route waits for the instances to run
 * @param hooks folder of the programs that routes may run
 * @param stepLimits {@code windows.*-step-limit}
 */
public record WindowSettings(Path file, Duration startWait, Path hooks, OperatorStepLimits stepLimits) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Settings that routes need as numbers: the lengths of {@code delay} steps, in milliseconds. */
    public static Map<String, String> routeProperties(Settings settings) {
        return Map.of("windows.start-poll", Long.toString(startPoll(settings).toMillis()));
    }

    private static Duration startPoll(Settings settings) {
        return settings.duration(
                "windows.start-poll", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    /** Also checks the settings that only the routes use, so that a wrong one is refused at the start. */
    public static WindowSettings of(Settings settings) {
        settings.duration("windows.reconcile-period", Duration.ofSeconds(30), Duration.ofMillis(100), LONGEST);
        startPoll(settings);
        return new WindowSettings(
                settings.path("windows.file", "windows.yaml"),
                settings.duration("windows.start-wait", Duration.ofMinutes(3), Duration.ZERO, LONGEST),
                settings.path("windows.hooks", "hooks"),
                OperatorStepLimits.of(settings));
    }
}
