package dev.lamplighter.cost.query;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What Athena answered.
 *
 * @param rows without the line of column names
 * @param file CSV in the local history
 * @param archiveKey of the same in the target bucket
 */
public record Answer(
        String question, Instant askedAt, String queryExecutionId, int rows, Path file, String archiveKey) {}
