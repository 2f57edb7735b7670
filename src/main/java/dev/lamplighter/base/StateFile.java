package dev.lamplighter.base;

import java.util.Optional;

/** Gives what is known about the file of the state. */
public interface StateFile {
    /** The area of alerts ({@link dev.lamplighter.base.alert.AlertKey#area()}) about what was lost. */
    String AREA = "state";

    /** A file that is complete and stays in place: for a database elsewhere, or in memory. */
    StateFile SOUND = new StateFile() {
        @Override
        public Optional<Problem> loss() {
            return Optional.empty();
        }

        @Override
        public Optional<Problem> displacement() {
            return Optional.empty();
        }

        @Override
        public void mark() {}

        @Override
        public void asked() {}
    };

    /** Why less was found at start than was there before; empty when nothing is missing. */
    Optional<Problem> loss();

    /** Why the next start won't find what is written now; empty while the file is where it was opened. */
    Optional<Problem> displacement();

    /**
     * Writes the version of the state to a file beside it, synced to the disk, so that a start which finds less notices it.
     * Called once something was written that a call depends on.
     */
    void mark();

    /** Records that instances were checked after the {@linkplain #loss() loss}, and that none runs unwanted. */
    void asked();
}
