package dev.lamplighter.base;

import java.util.Optional;

/** Tells whether the file of the state is complete and in place. */
public interface StateFileIntegrity {
    /** The area of alerts ({@link dev.lamplighter.base.alert.AlertKey#area()}) about what was lost. */
    String AREA = "state";

    /** A file that is always complete and in place: for a database elsewhere, or in memory. */
    StateFileIntegrity SOUND = new StateFileIntegrity() {
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

    /** Why the start found less than had been written before; empty if nothing is missing. */
    Optional<Problem> loss();

    /** Why the next start won't find what is written now; empty while the file is where it was when it was opened. */
    Optional<Problem> displacement();

    /**
     * Writes the version of the state to a file beside it, synced to the disk, so that a later start can see that something
     * is missing. Must be called after something was written that a call to EC2 depends on.
     */
    void mark();

    /** Records that instances were checked after the {@linkplain #loss() loss}, and that none runs unwanted. */
    void asked();
}
