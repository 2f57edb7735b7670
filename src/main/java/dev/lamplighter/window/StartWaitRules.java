package dev.lamplighter.window;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides whether the route of a window's start should make another pass soon. */
final class StartWaitRules {
    private StartWaitRules() {}

    /**
     * Whether another pass soon would bring the window further.
     *
     * @param decisions those of the pass that has just ended
     * @param startWait see {@link WindowSettings#startWait()}
     */
    static boolean isWaiting(StreamingWindow window, List<Decision> decisions, Instant now, Duration startWait) {
        boolean beforeAddresses = window.open(now).stream()
                .allMatch(open -> now.isBefore(window.windowTimings().addressesFrom(open.start())));
        boolean underWay = decisions.stream()
                .filter(decision -> !(beforeAddresses && decision instanceof AddressDecision))
                .map(Decision::action)
                .anyMatch(action -> action == Action.WAIT || action.isMutating());
        return underWay && isEarly(window, now, startWait);
    }

    /** Whether the edge of an open occurrence lies less than {@code startWait} back. */
    private static boolean isEarly(StreamingWindow window, Instant now, Duration startWait) {
        return window.open(now).stream()
                .map(occurrence ->
                        occurrence.start().minus(window.windowTimings().lead()))
                .anyMatch(edge -> now.isBefore(edge.plus(startWait)));
    }
}
