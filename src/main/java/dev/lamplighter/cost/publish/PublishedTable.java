package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.TableColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table in Athena whose partitions are months. Columns are only ever added; a month is switched by one statement,
 * so that a query sees its old files or its new ones, never both.
 */
public final class PublishedTable {
    private final AthenaStatements athena;
    private final AthenaSettings settings;

    public PublishedTable(AthenaStatements athena, AthenaSettings settings) {
        this.athena = athena;
        this.settings = settings;
    }

    /** Creates the table, or adds the columns it lacks. Refuses a column that has another type than it had. */
    void fit(String table, List<TableColumn> columns, String location) {
        fitTo(table, columns, TableDdl.createTable(table, columns, location));
    }

    /** The same for a table over text, whose columns keep their places. */
    void fitText(String table, List<TableColumn> columns, String location) {
        List<TableColumn> texts = columns.stream()
                .map(column -> new TableColumn(column.name(), ColumnType.STRING, column.headers()))
                .toList();
        fitTo(table, texts, TextDdl.createTable(table, texts, location));
    }

    /** Names of the columns that a table has, in order, without its partition key; none when there is no such table. */
    List<String> names(String table) {
        return columnsOf(table).keySet().stream()
                .filter(name -> !name.equals(TableDdl.PARTITION_KEY))
                .toList();
    }

    void showTyped(String view, String table, List<TableColumn> columns) {
        athena.run(TextDdl.typedView(view, table, columns));
    }

    private void fitTo(String table, List<TableColumn> columns, String createTable) {
        Map<String, String> existing = columnsOf(table);
        if (existing.isEmpty()) {
            create(createTable);
            existing = columnsOf(table);
        }
        Map<String, String> types = existing;
        columns.forEach(column -> checkType(table, column, types.get(column.name())));
        List<TableColumn> missing = columns.stream()
                .filter(column -> !types.containsKey(column.name()))
                .toList();
        if (!missing.isEmpty()) {
            athena.run(TableDdl.addColumns(table, missing));
        }
    }

    /**
     * Makes the files in {@code location} the month. The first statement acts only when the table has no such
     * partition, the second changes nothing when the first acted: whichever of them acts is the switch, and a
     * repetition after a crash is harmless.
     */
    void makeCurrent(String table, String month, String location) {
        athena.run(TableDdl.addPartition(table, month, location));
        athena.run(TableDdl.setLocation(table, month, location));
    }

    /** Makes the view show the table as it is now; a repetition is harmless. */
    void showAs(String view, String table, Map<String, List<String>> headers) {
        athena.run(SeedView.create(view, table, columnsOf(table), headers));
    }

    /** Makes the view of a CUR 2.0 table show it as it is now. */
    void showByKey(String view, String table, String tagColumn) {
        athena.run(ExportView.create(view, table, columnsOf(table), tagColumn));
    }

    private void create(String createTable) {
        if (settings.createsDatabase()) {
            athena.runWithoutDatabase(TableDdl.createDatabase(settings.database()));
        }
        athena.run(createTable);
    }

    private Map<String, String> columnsOf(String table) {
        Map<String, String> types = new LinkedHashMap<>();
        for (List<@Nullable String> row : athena.rows(TableDdl.columnsOf(settings.database(), table))) {
            types.put(String.valueOf(row.get(0)), TrinoTypeName.toHive(String.valueOf(row.get(1))));
        }
        return types;
    }

    private static void checkType(String table, TableColumn column, @Nullable String existing) {
        String wanted = column.hiveType();
        if (existing != null && !existing.equals(wanted)) {
            throw new ProblemException(new Problem(
                    "COST-105",
                    "table " + table + ", column " + column.name(),
                    "has type " + existing + ", the report needs " + wanted,
                    "a column is never retyped, because older months would no longer be readable",
                    "publish to another table (cost.athena.table), or turn back what changed: cost.number-type, or the"
                            + " report's format; then costs publish MONTH"));
        }
    }
}
