package dev.lamplighter.cost.query;

import java.time.Instant;

/**
 * Names one query, to be run on one report's table.
 *
 * @param name the name of the answer's files: the query's name, with the table behind a dot where there are several reports
 * @param publishedAt when the latest month that the answer can include was published
 */
public record QueryRun(String name, NamedQuery query, String reportName, String table, Instant publishedAt) {}
