package dev.lamplighter.window.action;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.plan.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Warns where the operator's steps before a call may take longer than a window leaves them. */
public final class StepDurationCheck {
    private final OperatorStepLimits limits;
    private final Set<String> routes;

    /** @param routes ids of the routes with steps before their call, as in {@code ec2-stop} */
    public StepDurationCheck(OperatorStepLimits limits, Set<String> routes) {
        this.limits = limits;
        this.routes = Set.copyOf(routes);
    }

    /** The warnings, in the order of the windows. */
    public List<Problem> of(List<StreamingWindow> windows) {
        List<Problem> remarks = new ArrayList<>();
        for (StreamingWindow window : windows) {
            ending(window, remarks);
            if (!window.isGuard()) {
                beginning(window, remarks);
            }
        }
        return List.copyOf(remarks);
    }

    private void ending(StreamingWindow window, List<Problem> remarks) {
        Action action = Action.valueOf(window.windowPolicy().endAction().name());
        Duration before =
                window.windowPolicy().hooks().preStop().map(Hook::within).orElse(Duration.ZERO);
        Duration grace = window.windowTimings().grace();
        String route = DueAction.route(action);
        if (routes.contains(route) && limits.of(action).plus(before).compareTo(grace) > 0) {
            String hook = before.isZero() ? "" : " after the " + DurationText.words(before) + " of its preStop";
            remarks.add(new Problem(
                    WindowProblemCode.STEPS_MAY_TAKE_LONG,
                    window.name(),
                    "its machines may run on after its grace of " + DurationText.words(grace),
                    "the steps of routes/" + route + " may take " + limits.words(action) + hook,
                    "set " + OperatorStepLimits.key(action) + " lower, or a longer grace"));
        }
    }

    private void beginning(StreamingWindow window, List<Problem> remarks) {
        Duration left =
                window.windowTimings().lead().minus(window.windowTimings().readyBy());
        String route = DueAction.route(Action.START);
        if (routes.contains(route) && limits.of(Action.START).compareTo(left) > 0) {
            remarks.add(new Problem(
                    WindowProblemCode.STEPS_MAY_TAKE_LONG,
                    window.name(),
                    "its machines may be ready later than its readyBy",
                    "the steps of routes/" + route + " may take " + limits.words(Action.START)
                            + ", and from its lead to its readyBy are " + DurationText.words(left),
                    "set " + OperatorStepLimits.key(Action.START) + " lower, or a longer lead"));
        }
    }
}
