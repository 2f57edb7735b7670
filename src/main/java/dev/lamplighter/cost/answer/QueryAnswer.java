package dev.lamplighter.cost.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer of a query as Athena wrote it, with what the query's header says of its columns.
 *
 * @param query the name of the answer's files: the query's name, followed by a dot and the table if there are several
 *     reports
 * @param askedAt ISO 8601
 * @param thresholds alerts that the query declares
 * @param columns in the order of the values of each row
 * @param rows values as text; null is NULL
 * @param changes since the answer before, one line per row
 */
public record QueryAnswer(
        String query,
        String purpose,
        String askedAt,
        String file,
        List<Threshold> thresholds,
        List<AnswerColumn> columns,
        List<List<@Nullable String>> rows,
        List<String> changes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An alert on a column: raised below one number, cleared at the other. */
    public record Threshold(String column, BigDecimal below, BigDecimal until) {}

    public QueryAnswer {
        thresholds = List.copyOf(thresholds);
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(rows);
        changes = List.copyOf(changes);
    }

    /**
     * The columns that the first line of an answer names, as a query's header describes them.
     *
     * @param declared descriptions by name
     */
    public static List<AnswerColumn> columns(List<@Nullable String> names, Map<String, String> declared) {
        return names.stream()
                .map(String::valueOf)
                .map(name -> new AnswerColumn(name, declared.getOrDefault(name, "")))
                .toList();
    }

    /** The same answer with some of its rows. */
    public QueryAnswer withRows(List<List<@Nullable String>> some) {
        return new QueryAnswer(query, purpose, askedAt, file, thresholds, columns, some, changes);
    }

    /** The place of a column in each row; -1 if there is none. */
    public int index(String column) {
        return columns.stream().map(AnswerColumn::name).toList().indexOf(column);
    }

    /** The value of a column in a row; null for NULL, or if the answer has no such column or the row is too short. */
    public @Nullable String value(List<@Nullable String> row, String column) {
        int index = index(column);
        return index < 0 || index >= row.size() ? null : row.get(index);
    }

    /** The names of the columns, then the rows. */
    public List<List<@Nullable String>> lines() {
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(new ArrayList<>(columns.stream().map(AnswerColumn::name).toList()));
        lines.addAll(rows);
        return lines;
    }

    /** Answers as one object of JSON in one line; see docs/reference/json.md. */
    public static String json(List<QueryAnswer> answers) {
        try {
            return JSON.writeValueAsString(Map.of("answers", answers));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // can't happen: records of text always have a JSON form
        }
    }

    /** Reads what {@link #json} wrote. */
    public static List<QueryAnswer> ofJson(String json) throws JsonProcessingException {
        JsonNode answers = JSON.readTree(json).path("answers");
        List<QueryAnswer> read = new ArrayList<>();
        for (JsonNode answer : answers) {
            read.add(JSON.treeToValue(answer, QueryAnswer.class));
        }
        return read;
    }
}
