package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.InstanceClaim;

/**
 * A decision about an instance.
 *
 * @param claim what the journal has to say before the action is carried out
 */
public record InstanceDecision(String window, String resource, Verdict verdict, InstanceClaim claim)
        implements Decision {}
