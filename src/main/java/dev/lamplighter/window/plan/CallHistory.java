package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.SubstituteInstanceType;
import java.util.Optional;

/** Gives what is known from earlier passes, including those of earlier runs as far as the journal has it. */
public interface CallHistory {
    /** The last mutating call on a resource. */
    Optional<LastCall> lastCall(String resource);

    /** The type that an instance was given in place of its own. */
    Optional<SubstituteInstanceType> lentType(String instanceId);

    /** Whether the instance was seen twice since its launch, far enough apart to rule out a wrong answer. */
    boolean isSeenTwice(String instanceId);

    /** Whether EC2 has not listed the instance for longer than its eventual consistency explains. */
    boolean isMissing(String instanceId);
}
