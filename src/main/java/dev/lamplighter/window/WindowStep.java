package dev.lamplighter.window;

import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.LaunchDecision;
import dev.lamplighter.window.plan.ReadyCheckDecision;
import dev.lamplighter.window.plan.ScaleDecision;
import dev.lamplighter.window.plan.VolumeDecision;

/**
 * Describes how far one resource of an occurrence under way is, as the latest pass over all windows has found it.
 *
 * @param kind what the resource is
 * @param resource an instance id, a window's slot, an allocation id, a volume id, the URL of a page or the endpoint of a route
 * @param isDone whether it is as it should be
 * @param action what was decided
 * @param reason why, in a sentence
 */
public record WindowStep(String window, Kind kind, String resource, boolean isDone, Action action, String reason) {
    /** The kinds of resources, in the order in which they become ready. */
    public enum Kind {
        INSTANCE,
        VOLUME,
        ADDRESS,
        PAGE,
        ROUTE
    }

    static WindowStep of(Decision decision) {
        return new WindowStep(
                decision.window(),
                kind(decision),
                decision.resource(),
                decision.action() == Action.NONE,
                decision.action(),
                decision.reason());
    }

    private static Kind kind(Decision decision) {
        if (decision instanceof InstanceDecision
                || decision instanceof LaunchDecision
                || decision instanceof ScaleDecision) {
            return Kind.INSTANCE;
        }
        if (decision instanceof AddressDecision) {
            return Kind.ADDRESS;
        }
        if (decision instanceof VolumeDecision) {
            return Kind.VOLUME;
        }
        return decision instanceof ReadyCheckDecision ? Kind.PAGE : Kind.ROUTE;
    }
}
