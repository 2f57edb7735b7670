package dev.lamplighter.cost.athena;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** Reads the pages of a query result as {@code aws2-athena} gives them: each is fetched when it is needed; null is NULL. */
public final class AthenaRows {
    private AthenaRows() {}

    /** The rows without the line of column names that Athena puts first. */
    public static List<List<@Nullable String>> of(Iterable<GetQueryResultsResponse> pages) {
        List<List<@Nullable String>> lines = lines(pages, Integer.MAX_VALUE);
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    /** Column names and rows, page by page until there are at least {@code most} lines. */
    public static List<List<@Nullable String>> lines(Iterable<GetQueryResultsResponse> pages, int most) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        for (GetQueryResultsResponse page : pages) {
            page.resultSet().rows().forEach(row -> lines.add(values(row)));
            if (lines.size() >= most) {
                break;
            }
        }
        return lines;
    }

    private static List<@Nullable String> values(Row row) {
        List<@Nullable String> values = new ArrayList<>();
        for (Datum datum : row.data()) {
            values.add(datum.varCharValue());
        }
        return values;
    }
}
