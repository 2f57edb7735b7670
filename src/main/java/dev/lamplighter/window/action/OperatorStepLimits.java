package dev.lamplighter.window.action;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.Settings;
import dev.lamplighter.window.plan.Action;
import java.time.Duration;

/**
 * Sets how long the operator's steps before a call may take.
 *
 * @param off before an instance is drained, stopped, hibernated or terminated
 * @param on before it is started or launched, or given another type or a volume
 * @param address before an address is associated
 */
public record OperatorStepLimits(Duration off, Duration on, Duration address) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String OFF = "windows.stop-step-limit";
    private static final String ON = "windows.start-step-limit";
    private static final String ADDRESS = "windows.associate-step-limit";

    public static final OperatorStepLimits DEFAULT =
            new OperatorStepLimits(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** Reads {@code windows.*-step-limit}. */
    public static OperatorStepLimits of(Settings settings) {
        return new OperatorStepLimits(
                settings.duration(OFF, DEFAULT.off(), Duration.ZERO, LONGEST),
                settings.duration(ON, DEFAULT.on(), Duration.ZERO, LONGEST),
                settings.duration(ADDRESS, DEFAULT.address(), Duration.ZERO, LONGEST));
    }

    /** The limit for steps before a call of this action. */
    public Duration of(Action action) {
        if (!action.isMutating()) {
            return Duration.ZERO;
        }
        return action == Action.ASSOCIATE ? address : action.ends() ? off : on;
    }

    /** The key of the setting. */
    static String key(Action action) {
        return action == Action.ASSOCIATE ? ADDRESS : action.ends() ? OFF : ON;
    }

    String words(Action action) {
        return key(action) + "=" + DurationText.written(of(action));
    }
}
