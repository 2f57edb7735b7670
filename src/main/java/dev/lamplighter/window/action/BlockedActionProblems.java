package dev.lamplighter.window.action;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;

/** Makes the problems of actions that their routes hold back. */
public final class BlockedActionProblems {
    private BlockedActionProblems() {}

    /** The place of such problems: the route and the resource. */
    public static String place(DueAction due) {
        return due.route() + " " + due.resource();
    }

    /** A stopped route delays a call only up to the limit of its steps; then the call is made without them. */
    public static Problem stopped(DueAction due, String route) {
        return new Problem(
                WindowProblemCode.ROUTE_HELD_BACK,
                place(due),
                "the route " + route + " is stopped",
                due.action() + " is due and not done"
                        + (route.equals(due.callRoute())
                                ? ""
                                : "; it is sent to EC2 without the route after "
                                        + OperatorStepLimits.key(due.action())),
                "start the route in JMX");
    }

    public static Problem stepFailed(DueAction due, String why) {
        return new Problem(
                WindowProblemCode.STEP_FAILED,
                place(due),
                due.action() + " is due and not sent to EC2 yet",
                why,
                "correct the step; it runs again with the next pass, and is left out when its time limit is over");
    }

    public static Problem overLimit(DueAction due, OperatorStepLimits limits) {
        return new Problem(
                WindowProblemCode.STEPS_OVER_LIMIT,
                place(due),
                "its steps have taken longer than " + limits.words(due.action()),
                due.action() + " is sent to EC2 without them",
                "shorten the steps, or set " + OperatorStepLimits.key(due.action()));
    }

    public static Problem tooLate(DueAction due) {
        return new Problem(
                WindowProblemCode.STEPS_TOO_LATE,
                place(due),
                "its steps ended only after their time limit",
                due.action() + " was sent to EC2 without them before, and is not sent again",
                "shorten the steps, or set " + OperatorStepLimits.key(due.action()));
    }
}
