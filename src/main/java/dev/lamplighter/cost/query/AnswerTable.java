package dev.lamplighter.cost.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds an answer as rows of values by column name; NULL is left out. */
record AnswerTable(List<String> columns, List<Map<String, String>> rows) {
    /** Makes it from lines, the first of which has the column names. */
    static AnswerTable of(List<List<@Nullable String>> lines) {
        List<String> columns = new ArrayList<>();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<@Nullable String> line : lines) {
            if (columns.isEmpty()) {
                line.forEach(name -> columns.add(String.valueOf(name)));
            } else {
                rows.add(row(columns, line));
            }
        }
        return new AnswerTable(columns, rows);
    }

    private static Map<String, String> row(List<String> columns, List<@Nullable String> line) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(columns.size(), line.size()); i++) {
            String value = line.get(i);
            if (value != null) {
                row.put(columns.get(i), value);
            }
        }
        return row;
    }
}
