package dev.lamplighter.window;

import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.LaunchRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has everything planned that is due and each action sent to its Camel route. Thread-safe. */
public interface ActionDispatcher {
    /** Works without routes: each call is made at once, in the caller's thread. */
    ActionDispatcher NONE = new ActionDispatcher() {
        @Override
        public ReconcileResult send(StreamingWindows windows, String due) {
            return windows.direct(due).orFailure();
        }

        @Override
        public Optional<String> underWay(String resource) {
            return Optional.empty();
        }

        @Override
        public List<ActionOutcome> await(List<DueAction> actions, Duration atMost) {
            return actions.stream().map(ActionOutcome::done).toList();
        }
    };

    /**
     * Plans what is due and has it done.
     *
     * @param due {@link StreamingWindows#ALL}, or a window and its edge as in {@code sunday-service.start}
     * @throws RuntimeException what kept some of the occurrences from being reconciled; all the others were
     */
    ReconcileResult send(StreamingWindows windows, String due);

    /** The action under way that holds back further calls for a resource, in words; empty if there is none. */
    Optional<String> underWay(String resource);

    /**
     * Asks EC2 whether it would launch something, and launches nothing; throws {@link dev.lamplighter.window.ec2.Ec2CallException}
     * with what EC2 would refuse it with.
     *
     * @param there EC2 in that account and region, for a call without a route
     */
    default void tryRun(AccountRegion accountRegion, LaunchRequest launch, Ec2Actions there) {
        there.tryRun(launch);
    }

    /** The states of some actions, once all have ended or {@code atMost} has passed. */
    List<ActionOutcome> await(List<DueAction> actions, Duration atMost);
}
