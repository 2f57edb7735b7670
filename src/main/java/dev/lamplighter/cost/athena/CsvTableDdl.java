package dev.lamplighter.cost.athena;

import static dev.lamplighter.cost.athena.HiveName.literal;
import static dev.lamplighter.cost.athena.HiveName.quoted;

import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the statements for a table over CSV without header lines. Every column of it is text, because OpenCSVSerde knows
 * nothing else ("Open CSV SerDe", Amazon Athena User Guide); a view gives them the types that the table over Parquet has.
 */
public final class CsvTableDdl {
    private CsvTableDdl() {}

    public static String createTable(String table, List<PublishedColumn> columns, String location) {
        return "CREATE EXTERNAL TABLE IF NOT EXISTS " + quoted(table) + " (\n"
                + columns.stream()
                        .map(column -> "  " + quoted(column.name()) + " string")
                        .collect(Collectors.joining(",\n"))
                + "\n)\nPARTITIONED BY (" + TableDdl.PARTITION_KEY + " string)\n"
                + "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'\n"
                + "WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '\"', 'escapeChar' = '\\\\')\n"
                + "STORED AS TEXTFILE\nLOCATION " + literal(location);
    }

    /** The view with typed columns; absent numbers are 0 and absent dates NULL, as in the table over Parquet. */
    public static String typedView(String view, String table, List<PublishedColumn> columns) {
        return "CREATE OR REPLACE VIEW \"" + HiveName.of("DDL", view) + "\" AS\nSELECT\n"
                + columns.stream()
                        .map(column -> "  " + typed(column) + " AS \"" + column.name() + "\",\n")
                        .collect(Collectors.joining())
                + "  " + TableDdl.PARTITION_KEY + "\nFROM \"" + HiveName.of("DDL", table) + '"';
    }

    /**
     * A script for making the table by hand, with the month's partition.
     *
     * @param root URI of the folder with the months
     * @param folder URI of the version's own folder
     */
    public static String script(ConversionSummary summary, String root, String folder) {
        String table = HiveName.from(summary.reportName()) + "_text";
        return createTable(table, summary.columns(), root) + ";\n\n"
                + TableDdl.addPartition(table, summary.billingPeriod().month(), folder) + ";\n\n"
                + typedView(HiveName.from(summary.reportName()) + "_typed", table, summary.columns()) + ";\n";
    }

    private static String typed(PublishedColumn column) {
        String text = "NULLIF(\"" + HiveName.of("DDL", column.name()) + "\", '')";
        return switch (column.type()) {
            case DECIMAL -> "COALESCE(CAST(" + text + " AS " + ColumnType.DECIMAL.hiveType() + "), 0)";
            case DOUBLE -> "COALESCE(CAST(" + text + " AS double), 0)";
            case TIMESTAMP -> "CAST(SUBSTR(REPLACE(REPLACE(" + text + ", 'T', ' '), 'Z', ''), 1, 23) AS timestamp)";
            case STRING, DELIVERED -> "COALESCE(\"" + column.name() + "\", '')";
        };
    }
}
