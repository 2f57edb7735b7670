package dev.lamplighter.base;

import java.util.Optional;

/** What is known of the file in which the state lies. */
public interface StateFile {
    /** The area of alerts ({@link dev.lamplighter.base.alert.AlertKey#area()}) about what was lost. */
    String AREA = "state";

    /** One that is as it was left and stays where it is: a database elsewhere, or in memory. */
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
     * Notes, in a file beside it and through to the disk, how far the state has come, so that a start that finds less can tell.
     * Called once something was written upon which an act follows.
     */
    void mark();

    /** What runs since the {@linkplain #loss() loss} was asked about, and nothing is left that nobody wants. */
    void asked();
}
