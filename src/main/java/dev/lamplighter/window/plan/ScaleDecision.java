package dev.lamplighter.window.plan;

import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotScaling;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a decision about how many machines a slot has. It changes nothing in EC2 itself; what follows from it is decided for the
 * machines.
 *
 * @param resource the window and the slot, as in {@code sunday-service/repeater}
 * @param scaling one machine more or less, to be written into the journal; null if all stays as it is
 * @param severity of the problem, if there is one
 */
public record ScaleDecision(
        String window,
        String resource,
        RuleResult ruleResult,
        @Nullable SlotScaling scaling,
        AlertSeverity severity) implements Decision {
    public ScaleDecision {
        if (ruleResult.action().isMutating()) {
            throw new IllegalArgumentException("it calls nothing, got " + ruleResult.action());
        }
    }

    static ScaleDecision none(String window, String resource, String reason) {
        return new ScaleDecision(window, resource, RuleResult.of(Action.NONE, reason), null, AlertSeverity.WARN);
    }

    public Optional<SlotScaling> slotScaling() {
        return Optional.ofNullable(scaling);
    }

    @Override
    public ScaleDecision waiting(String why, OccurrenceRecord entry) {
        return none(window, resource, why);
    }
}
