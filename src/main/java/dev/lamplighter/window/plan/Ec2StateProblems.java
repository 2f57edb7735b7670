package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.WindowAddress;

/** Makes the problems that the rules find in EC2. */
final class Ec2StateProblems {
    private Ec2StateProblems() {}

    static Problem gone(Instance instance) {
        return new Problem(
                WindowProblemCode.INSTANCE_GONE,
                instance.id(),
                "the instance is " + instance.state().awsName(),
                "it can never be started again",
                "name its successor in windows.yaml");
    }

    static Problem notDescribed(String instanceId) {
        return new Problem(
                WindowProblemCode.INSTANCE_NOT_LISTED,
                instanceId,
                "EC2 doesn't list the instance",
                "it was mistyped, lies in another account or region, or EC2 lags behind",
                "check the id in windows.yaml, the credentials and the region");
    }

    static Problem stoppedByHand(Instance instance) {
        return new Problem(
                WindowProblemCode.STOPPED_BY_HAND,
                instance.id(),
                "somebody stopped the instance inside its window",
                "manual: respect leaves it off until the next occurrence",
                "start it by hand, or write manual: enforce");
    }

    static Problem fallsBack(Instance instance, int starts) {
        return new Problem(
                WindowProblemCode.FALLS_BACK,
                instance.id(),
                "the instance stopped again after " + starts + " starts",
                "EC2 says " + because(instance),
                "look up this reason in the EC2 console and remove its cause, then start the instance by hand");
    }

    static Problem interfaceElsewhere(WindowAddress windowAddress) {
        return new Problem(
                WindowProblemCode.INTERFACE_ELSEWHERE,
                windowAddress.eip(),
                "its interface " + windowAddress.eni() + " is attached to no instance of this window",
                "there the address would lead to none of these machines",
                "attach the interface to one, or name another interface in windows.yaml");
    }

    static String because(Instance instance) {
        String code = instance.stateReasonCode();
        return code == null || code.isEmpty() ? "no reason" : code;
    }
}
