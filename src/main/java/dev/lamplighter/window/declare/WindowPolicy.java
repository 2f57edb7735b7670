package dev.lamplighter.window.declare;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a window does about manual stops, at its ends, and about instances that run outside it.
 *
 * @param manual what a person's stop inside the window means
 * @param endAction what happens to the instances at the end
 * @param hooks routes at its edges
 * @param maxRuntimeOutside how long an instance may run although no window needs it before an alert is raised;
 *     {@link #NEVER} for no alert
 * @param check the page that must answer before the window counts as ready; null if running machines are enough
 */
public record WindowPolicy(
        ManualStopPolicy manual,
        EndAction endAction,
        Hooks hooks,
        Duration maxRuntimeOutside,
        @Nullable ReadyCheck check) {
    /** The value for which no runtime is too long. */
    public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    public Optional<ReadyCheck> ready() {
        return Optional.ofNullable(check);
    }

    /** The same policy, for a window that only launches: what it launched is terminated. */
    WindowPolicy terminating() {
        return new WindowPolicy(manual, EndAction.TERMINATE, hooks, maxRuntimeOutside, check);
    }
}
