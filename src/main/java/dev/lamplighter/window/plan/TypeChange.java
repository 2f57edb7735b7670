package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.SubstituteInstanceType;

/**
 * Describes a change of a stopped instance's type.
 *
 * @param known what is written into the journal before the change
 */
public record TypeChange(String to, SubstituteInstanceType known) {
    /** Whether it gets its own type back. */
    public boolean isGivenBack() {
        return to.equals(known.original());
    }
}
