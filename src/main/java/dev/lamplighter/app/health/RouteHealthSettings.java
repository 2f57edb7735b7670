package dev.lamplighter.app.health;

import dev.lamplighter.base.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets the limits beyond which a route counts as failing.
 *
 * @param failuresUntilDown how many messages in a row must fail, at least 1
 * @param quietAtMost by route id, how long a route may go without a success; routes that aren't named have no limit
 */
public record RouteHealthSettings(int failuresUntilDown, Map<String, Duration> quietAtMost) {
    private static final String QUIET = "health.quiet-at-most.";

    public RouteHealthSettings {
        if (failuresUntilDown < 1) {
            throw new IllegalArgumentException("failuresUntilDown must be at least 1, got " + failuresUntilDown);
        }
        quietAtMost = Map.copyOf(quietAtMost);
    }

    /** Reads {@code health.failures-until-down} and {@code health.quiet-at-most.<route id>}. */
    public static RouteHealthSettings of(Settings settings) {
        Map<String, Duration> quiet = new TreeMap<>();
        for (String route : settings.under(QUIET).keySet()) {
            if (settings.optional(QUIET + route).isEmpty()) {
                continue;
            }
            quiet.put(
                    route,
                    settings.duration(QUIET + route, Duration.ZERO, Duration.ofSeconds(1), Duration.ofDays(3650)));
        }
        return new RouteHealthSettings(settings.integer("health.failures-until-down", 1, 1, 1000), quiet);
    }
}
