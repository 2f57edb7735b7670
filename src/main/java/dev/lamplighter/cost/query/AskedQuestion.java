package dev.lamplighter.cost.query;

import java.time.Instant;

/** A question on its way to Athena. */
public record AskedQuestion(Question question, String sql, Instant askedAt) {}
