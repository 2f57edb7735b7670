package dev.lamplighter.cost.engine;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one statement of a conversion by Athena.
 *
 * @param sql the statement
 * @param taker takes the rows of the answer; null for a statement without one
 * @param readsText whether it reads the delivered text, which Athena may find damaged
 */
record AthenaStep(String sql, @Nullable Taker taker, boolean readsText) {
    /** Takes an answer, without the names of its columns. */
    @FunctionalInterface
    interface Taker {
        void take(List<List<@Nullable String>> rows) throws IOException;
    }

    static AthenaStep statement(String sql) {
        return new AthenaStep(sql, null, false);
    }
}
