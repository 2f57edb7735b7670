package dev.lamplighter.cost.query;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What Athena answered.
 *
 * @param rows without the line of column names
 * @param file CSV in the local history
 * @param archiveKey of the same in the target bucket
 * @param changes since the answer before, one line a row, the largest first; empty when it is the first
 */
public record QueryResult(
        String question,
        Instant askedAt,
        String queryExecutionId,
        int rows,
        Path file,
        String archiveKey,
        List<String> changes) {
    public QueryResult {
        changes = List.copyOf(changes);
    }
}
