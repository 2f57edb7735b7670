package dev.lamplighter.cost.query;

import java.time.Instant;

/**
 * A question on its way to Athena.
 *
 * @param token makes a request that is repeated the same request
 */
public record AskedQuestion(Question question, String sql, String token, Instant askedAt) {}
