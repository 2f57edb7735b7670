package dev.lamplighter.window;

import dev.lamplighter.base.Settings;
import dev.lamplighter.window.action.StepLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The block {@code windows.*} of application.properties, as far as Java reads it; the periods of routes are read by the
 * routes.
 *
 * @param file the declaration
 * @param startWait how long after its edge a {@code <window>.start} route watches the machines come up
 * @param hooks folder of the programs that routes may run
 * @param stepLimits {@code windows.*-step-limit}
 */
public record WindowSettings(Path file, Duration startWait, Path hooks, StepLimits stepLimits) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Also reads what only the routes use, so that nothing they can't use reaches them. */
    public static WindowSettings of(Settings settings) {
        settings.duration("windows.reconcile-period", Duration.ofSeconds(30), Duration.ofMillis(100), LONGEST);
        settings.integer("windows.start-poll", 5000, 100, 600_000);
        return new WindowSettings(
                settings.path("windows.file", "windows.yaml"),
                settings.duration("windows.start-wait", Duration.ofMinutes(3), Duration.ZERO, LONGEST),
                settings.path("windows.hooks", "hooks"),
                StepLimits.of(settings));
    }
}
