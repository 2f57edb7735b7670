package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.Instance;

/** Checks one instance. It returns within its own timeout, and doesn't throw because of anything the instance does. */
@FunctionalInterface
public interface Probe {
    Outcome ask(Instance instance) throws InterruptedException;

    /**
     * The result of one check.
     *
     * @param reason in a few words, for example {@code HTTP 503}
     */
    record Outcome(boolean passed, String reason) {
        static Outcome pass(String reason) {
            return new Outcome(true, reason);
        }

        static Outcome fail(String reason) {
            return new Outcome(false, reason);
        }
    }
}
