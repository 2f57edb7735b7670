package dev.lamplighter.cost.athena;

import static dev.lamplighter.cost.athena.HiveName.literal;
import static dev.lamplighter.cost.athena.HiveName.quoted;

import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the statements that make a month current, in Athena's Hive dialect. Table names have no database: the statement
 * runs in its database. Locations end in a slash, or S3's prefix {@code a/b} would take in {@code a/bc} as well.
 */
public final class TableDdl {
    /** The one partition key: {@code YYYY-MM}, from the manifest. */
    public static final String PARTITION_KEY = "billing_period";

    /** The beginning of the only statement that needs no database. */
    public static final String CREATE_DATABASE = "CREATE DATABASE";

    private TableDdl() {}

    public static String createDatabase(String database) {
        return CREATE_DATABASE + " IF NOT EXISTS " + quoted(database);
    }

    public static String createTable(String table, List<PublishedColumn> columns, String location) {
        return "CREATE EXTERNAL TABLE IF NOT EXISTS " + quoted(table) + " (\n" + declared(columns, ",\n")
                + "\n)\nPARTITIONED BY (" + PARTITION_KEY + " string)\nSTORED AS PARQUET\nLOCATION "
                + literal(location);
    }

    static String addColumns(String table, List<PublishedColumn> columns) {
        return "ALTER TABLE " + quoted(table) + " ADD COLUMNS (\n" + declared(columns, ",\n") + "\n)";
    }

    public static String addPartition(String table, String month, String location) {
        return "ALTER TABLE " + quoted(table) + " ADD IF NOT EXISTS " + partition(month) + " LOCATION "
                + literal(location);
    }

    public static String setLocation(String table, String month, String location) {
        return "ALTER TABLE " + quoted(table) + " " + partition(month) + " SET LOCATION " + literal(location);
    }

    /** The query for names and Trino types of columns, in the table's order. */
    public static String columnsOf(String database, String table) {
        return "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = '"
                + HiveName.of("DDL", database) + "' AND table_name = '" + HiveName.of("DDL", table)
                + "' ORDER BY ordinal_position";
    }

    /**
     * The query for the number of rows, the sum of each of the first columns, in order, NULL for no rows, and the number of
     * values of each of the others.
     */
    public static String totals(String table, String month, List<String> added, List<String> counted) {
        return "SELECT COUNT(*)" + each("SUM", added) + each("COUNT", counted) + " FROM \"" + HiveName.of("DDL", table)
                + "\" WHERE " + PARTITION_KEY + " = " + literal(month);
    }

    private static String each(String function, List<String> columns) {
        return columns.stream()
                .map(column -> ", " + function + "(\"" + HiveName.of("DDL", column) + "\")")
                .collect(Collectors.joining());
    }

    private static String partition(String month) {
        return "PARTITION (" + PARTITION_KEY + " = " + literal(month) + ")";
    }

    private static String declared(List<PublishedColumn> columns, String separator) {
        return columns.stream()
                .map(column -> "  " + quoted(column.name()) + " " + column.hiveType())
                .collect(Collectors.joining(separator));
    }
}
