package dev.lamplighter.cost.athena;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Lists the columns of a table in Athena; also makes the statements that add missing ones. Columns are only ever added.
 *
 * @param types Hive type by name, in order, the partition key among them; empty when there is no such table
 */
public record TableColumns(Map<String, String> types) {
    public TableColumns {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** Reads them from the result of {@link TableDdl#columnsOf}. */
    public static TableColumns of(Iterable<GetQueryResultsResponse> pages) {
        Map<String, String> types = new LinkedHashMap<>();
        for (List<@Nullable String> row : AthenaRows.of(pages)) {
            types.put(String.valueOf(row.get(0)), TrinoToHiveType.toHive(String.valueOf(row.get(1))));
        }
        return new TableColumns(types);
    }

    /** The names without the partition key. */
    public List<String> names() {
        return types.keySet().stream()
                .filter(name -> !name.equals(TableDdl.PARTITION_KEY))
                .toList();
    }

    /** The same columns followed by these. */
    public TableColumns with(List<PublishedColumn> columns) {
        Map<String, String> all = new LinkedHashMap<>(types);
        all.remove(TableDdl.PARTITION_KEY);
        columns.forEach(column -> all.putIfAbsent(column.name(), column.hiveType()));
        all.put(TableDdl.PARTITION_KEY, "string");
        return new TableColumns(all);
    }

    /**
     * The statements that make the table, or add what it lacks.
     *
     * @param createTable the statement for a missing table
     * @throws ProblemException COST-105 when a column has another type than it had
     */
    public List<String> fit(String table, List<PublishedColumn> columns, AthenaSettings settings, String createTable) {
        List<String> statements = new ArrayList<>();
        if (types.isEmpty()) {
            if (settings.createsDatabase()) {
                statements.add(TableDdl.createDatabase(settings.database()));
            }
            statements.add(createTable);
            return statements;
        }
        columns.forEach(column -> checkType(table, column));
        List<PublishedColumn> missing = columns.stream()
                .filter(column -> !types.containsKey(column.name()))
                .toList();
        if (!missing.isEmpty()) {
            statements.add(TableDdl.addColumns(table, missing));
        }
        return statements;
    }

    private void checkType(String table, PublishedColumn column) {
        String wanted = column.hiveType();
        String existing = types.getOrDefault(column.name(), wanted);
        if (!existing.equals(wanted)) {
            throw new ProblemException(new Problem(
                    CostProblemCode.COLUMN_RETYPED,
                    "table " + table + ", column " + column.name(),
                    "has type " + existing + ", the report needs " + wanted,
                    "a column is never retyped, because older months would no longer be readable",
                    "name another table (cost.athena.table): costs publish then makes all months again in it; or turn back"
                            + " what changed, as the report's format, and costs publish MONTH"));
        }
    }
}
