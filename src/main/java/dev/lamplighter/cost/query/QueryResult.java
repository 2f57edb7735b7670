package dev.lamplighter.cost.query;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Reports the result of a query run.
 *
 * @param rows number of rows, without the line of column names
 * @param file CSV in the local history
 * @param archiveKey of the same in the target bucket
 * @param changes changes since the answer before, one line per row, the largest first; empty for the first answer
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
