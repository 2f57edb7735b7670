package dev.lamplighter.window.plan;

import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a decision about a slot whose instance isn't known or is gone.
 *
 * @param resource the window and the slot, as in {@code sunday-service/origin}
 * @param launch what the journal is to know of it, before the action is carried out; null for nothing new
 * @param request what EC2 is asked for; only with {@link Action#RUN}, and always then
 */
public record LaunchDecision(
        String window,
        String resource,
        RuleResult ruleResult,
        @Nullable SlotLaunch launch,
        @Nullable LaunchRequest request)
        implements Decision {
    public LaunchDecision {
        if ((ruleResult.action() == Action.RUN) != (request != null && launch != null)) {
            throw new IllegalArgumentException("a request belongs to RUN alone, got " + ruleResult.action());
        }
    }

    public Optional<SlotLaunch> slotLaunch() {
        return Optional.ofNullable(launch);
    }

    public Optional<LaunchRequest> launchRequest() {
        return Optional.ofNullable(request);
    }

    @Override
    public LaunchDecision waiting(String why, OccurrenceRecord entry) {
        return new LaunchDecision(window, resource, RuleResult.of(Action.WAIT, why), null, null);
    }
}
