package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.SubstituteInstanceType;

/**
 * Another type for a stopped instance.
 *
 * @param known what the journal has to know before
 */
public record TypeChange(String to, SubstituteInstanceType known) {
    /** Whether it gets its own type back. */
    public boolean isGivenBack() {
        return to.equals(known.original());
    }
}
