package dev.lamplighter.cost.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Holds one attempt to have Athena convert a version, as the ledger has it.
 *
 * @param id its own name, of which the tokens of its statements are made
 * @param manifestUri and {@code eTag} of the version
 * @param digest of the files and all that its statements depend on
 * @param folder of the version in the target, a key that ends in a slash; only this attempt writes there
 * @param helpers names of its helper tables
 * @param state how far it is
 * @param changedAt since when
 */
public record AthenaAttempt(
        String id,
        String manifestUri,
        String eTag,
        String digest,
        String folder,
        List<String> helpers,
        State state,
        Instant changedAt) {
    /** How far an attempt is. */
    public enum State {
        /** Its statements run, or its process was killed: it is continued. */
        RUNNING,
        /** Its files are written and its helper tables dropped. */
        DONE,
        /** It ended before anything was written: its helper tables are dropped. */
        LEFT,
        /** It ended otherwise: its helper tables and its files are removed. */
        FAILED
    }

    /** Whether its statements may be sent again, to have their answers. */
    public boolean isResumable() {
        return state == State.RUNNING || state == State.DONE;
    }

    /** Whether its folder may have files that nobody needs. */
    public boolean mayHaveWritten() {
        return state == State.RUNNING || state == State.FAILED;
    }

    public AthenaAttempt {
        helpers = List.copyOf(helpers);
    }
}
