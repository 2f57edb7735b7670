package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.SubstituteInstanceType;

/**
 * A change of a stopped instance's type.
 *
 * @param known what is written into the journal before
 */
public record TypeChange(String to, SubstituteInstanceType known) {
    /** Whether it gets its own type back. */
    public boolean isGivenBack() {
        return to.equals(known.original());
    }
}
