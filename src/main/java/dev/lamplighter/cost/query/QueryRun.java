package dev.lamplighter.cost.query;

import java.time.Instant;

/**
 * One query put to one report's table.
 *
 * @param name names the answer's files: the query's name, with the table behind a dot where there are several reports
 * @param publishedAt when the latest month the answer can know was published
 */
public record QueryRun(String name, NamedQuery query, String reportName, String table, Instant publishedAt) {}
