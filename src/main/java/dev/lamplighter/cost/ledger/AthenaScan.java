package dev.lamplighter.cost.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells how much one statement has read that Athena bills: a SELECT that has succeeded or was stopped.
 *
 * @param query its run's name; empty for statements of publications and checks
 * @param publishedAt when the latest month that the query can include was published; null without a query
 */
record AthenaScan(long bytes, String query, @Nullable Instant publishedAt) {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_MEGABYTES = 10;

    /** What is billed: rounded up to the next megabyte, at least 10 of them ("Amazon Athena pricing", AWS). */
    long billedMegabytes() {
        return Math.max(LEAST_MEGABYTES, (bytes + MEGABYTE - 1) / MEGABYTE);
    }
}
