package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.OccurrenceRecord;

/** Says what is to be done for one resource of one window, and why. */
public sealed interface Decision
        permits InstanceDecision,
                LaunchDecision,
                ScaleDecision,
                AddressDecision,
                VolumeDecision,
                ReadyCheckDecision,
                HookRouteDecision {
    String window();

    /** An instance id, a window's slot, an allocation id, a volume id, the address of a page or the endpoint of a route. */
    String resource();

    RuleResult ruleResult();

    /** A decision to leave the same resource as it is for now. */
    Decision waiting(String why, OccurrenceRecord entry);

    default Action action() {
        return ruleResult().action();
    }

    default String reason() {
        return ruleResult().reason();
    }
}
