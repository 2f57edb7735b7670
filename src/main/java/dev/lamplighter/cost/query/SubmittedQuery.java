package dev.lamplighter.cost.query;

import java.time.Instant;

/** Holds a query run on its way to Athena. */
public record SubmittedQuery(QueryRun queryRun, String sql, Instant askedAt) {}
