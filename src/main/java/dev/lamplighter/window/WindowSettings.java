package dev.lamplighter.window;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The block {@code windows.*} of application.properties, as far as Java reads it; the periods of routes are read by the
 * routes.
 *
 * @param file the declaration
 * @param startWait how long after its edge a {@code <window>.start} route watches the machines come up
 * @param hooks folder of the programs that routes may run
 */
public record WindowSettings(Path file, Duration startWait, Path hooks) {
    public static WindowSettings of(Settings settings) {
        return new WindowSettings(
                settings.path("windows.file", "windows.yaml"),
                settings.duration("windows.start-wait", Duration.ofMinutes(3)),
                settings.path("windows.hooks", "hooks"));
    }
}
