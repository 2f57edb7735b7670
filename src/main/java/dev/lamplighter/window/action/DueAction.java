package dev.lamplighter.window.action;

import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.LaunchDecision;
import dev.lamplighter.window.plan.VolumeDecision;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds a decision to change something in EC2, on its way to the route of its action. Routes read its parts, as in
 * {@code ${variable.action.resource}}.
 *
 * @param start of the occurrence that it is for
 */
public record DueAction(Decision decision, Instant start) {
    /** The name of the window that it is for. */
    public String window() {
        return decision.window();
    }

    /** An instance id, an allocation id or a volume id. */
    public String resource() {
        return decision.resource();
    }

    public String reason() {
        return decision.reason();
    }

    /** {@code START}, {@code STOP} and so on. */
    public Action action() {
        return decision.action();
    }

    /** The id of its route, with the operator's steps: {@code ec2-stop} for a {@link Action#STOP}. */
    public String route() {
        return route(action());
    }

    /** The id of the route of an action. */
    public static String route(Action action) {
        return "ec2-" + action.name().toLowerCase(Locale.ROOT);
    }

    /** The id of the route of its call. */
    public String callRoute() {
        return route() + "-call";
    }

    /** Whether another decision leads to the same call; the reasons may differ. */
    public boolean isSameCall(Decision other) {
        return other.action() == action()
                && other.window().equals(window())
                && other.resource().equals(resource())
                && target(other).equals(target(decision));
    }

    /** What the resource is to be given, such as a type or an interface; empty if the action needs nothing. */
    private static Optional<?> target(Decision decision) {
        if (decision instanceof InstanceDecision instance) {
            return instance.typeChange();
        }
        if (decision instanceof AddressDecision address) {
            return Optional.of(address.windowAddress());
        }
        if (decision instanceof LaunchDecision launch) {
            return launch.launchRequest().map(LaunchRequest::clientToken);
        }
        return decision instanceof VolumeDecision volume ? Optional.of(volume.windowVolume()) : Optional.empty();
    }

    @Override
    public String toString() {
        return action() + " " + resource() + " for " + window();
    }
}
