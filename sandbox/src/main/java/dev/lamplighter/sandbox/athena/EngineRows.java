package dev.lamplighter.sandbox.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the engine's rows page by page into a result: CSV under a header, lines of text, or a count of rows written. */
final class EngineRows {
    private final StatementKind kind;
    private final ResultWriter writer;
    private boolean hasHeader;
    private @Nullable Long updateCount;

    EngineRows(StatementKind kind, ResultWriter writer) {
        this.kind = kind;
        this.writer = writer;
    }

    void take(List<TrinoColumn> columns, List<JsonNode> rows) {
        if (kind == StatementKind.QUERY && !hasHeader && !columns.isEmpty()) {
            List<@Nullable String> names = new ArrayList<>();
            columns.forEach(column -> names.add(column.name()));
            writer.row(names);
            hasHeader = true;
        }
        for (JsonNode row : rows) {
            switch (kind) {
                case QUERY -> writer.row(values(columns, row));
                case WRITE -> updateCount = row.get(0).asLong();
                case ENGINE_SHOW, VIEW, HIVE_DDL, HIVE_SHOW -> writer.line(line(columns, row));
            }
        }
    }

    /** Null unless the statement wrote rows. */
    @Nullable
    Long updateCount() {
        return updateCount;
    }

    private static List<@Nullable String> values(List<TrinoColumn> columns, JsonNode row) {
        List<@Nullable String> values = new ArrayList<>(columns.size());
        for (int index = 0; index < columns.size(); index++) {
            values.add(AthenaValueText.of(columns.get(index).type(), row.get(index)));
        }
        return values;
    }

    private static String line(List<TrinoColumn> columns, JsonNode row) {
        List<String> values = new ArrayList<>();
        values(columns, row).forEach(value -> values.add(value == null ? "" : value));
        return String.join("\t", values);
    }
}
