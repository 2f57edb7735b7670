package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a decision about an instance.
 *
 * @param claim the claim to write into the journal before the action is carried out
 * @param change the instance type to set; only with {@link Action#MODIFY}, and always then
 */
public record InstanceDecision(
        String window,
        String resource,
        RuleResult ruleResult,
        InstanceStartAttempts claim,
        @Nullable TypeChange change) implements Decision {
    public InstanceDecision {
        if ((ruleResult.action() == Action.MODIFY) != (change != null)) {
            throw new IllegalArgumentException("a type belongs to MODIFY alone, got " + ruleResult.action());
        }
    }

    InstanceDecision(String window, String resource, RuleResult ruleResult, InstanceStartAttempts claim) {
        this(window, resource, ruleResult, claim, null);
    }

    public Optional<TypeChange> typeChange() {
        return Optional.ofNullable(change);
    }

    @Override
    public InstanceDecision waiting(String why, OccurrenceRecord entry) {
        return new InstanceDecision(window, resource, RuleResult.of(Action.WAIT, why), entry.claim(resource));
    }
}
