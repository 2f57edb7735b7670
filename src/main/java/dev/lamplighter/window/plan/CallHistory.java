package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.SubstituteInstanceType;
import java.util.Optional;

/** What is known from earlier passes, those of earlier runs included where the journal keeps it. */
public interface CallHistory {
    /** The last mutating call on a resource. */
    Optional<LastCall> lastCall(String resource);

    /** The type that an instance was given in place of its own. */
    Optional<SubstituteInstanceType> lentType(String instanceId);

    /** Whether the instance was seen in this run of it twice, far enough apart to believe it. */
    boolean isSeenTwice(String instanceId);

    /** Whether EC2 has not listed the instance for so long that it isn't just lagging behind. */
    boolean isMissing(String instanceId);
}
