package dev.lamplighter.sandbox.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Writes a table's definition as SHOW CREATE TABLE and DESCRIBE print it: Hive's layout, blanks included. */
final class ShowCreateTableText {
    private static final String NOTHING = " \t \t ";

    private ShowCreateTableText() {}

    static List<String> create(Table table) {
        StorageDescriptor storage = table.storageDescriptor();
        List<String> lines = new ArrayList<>();
        lines.add("CREATE EXTERNAL TABLE `" + table.name() + "`(");
        addColumns(lines, storage.columns());
        if (!table.partitionKeys().isEmpty()) {
            lines.add("PARTITIONED BY ( ");
            addColumns(lines, table.partitionKeys());
        }
        lines.add("ROW FORMAT SERDE ");
        lines.add("  " + quoted(storage.serdeInfo().serializationLibrary()) + " ");
        if (!storage.serdeInfo().parameters().isEmpty()) {
            lines.add("WITH SERDEPROPERTIES ( ");
            addProperties(lines, storage.serdeInfo().parameters());
        }
        lines.add("STORED AS INPUTFORMAT ");
        lines.add("  " + quoted(storage.inputFormat()) + " ");
        lines.add("OUTPUTFORMAT ");
        lines.add("  " + quoted(storage.outputFormat()));
        lines.add("LOCATION");
        lines.add("  " + quoted(storage.location()));
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.remove("EXTERNAL");
        if (!parameters.isEmpty()) {
            lines.add("TBLPROPERTIES (");
            addProperties(lines, parameters);
        }
        return lines;
    }

    static List<String> describe(Table table) {
        List<String> lines = new ArrayList<>();
        table.storageDescriptor().columns().forEach(column -> lines.add(line(column)));
        table.partitionKeys().forEach(column -> lines.add(line(column)));
        if (!table.partitionKeys().isEmpty()) {
            lines.add(NOTHING);
            lines.add("# Partition Information\t \t ");
            lines.add(line("# col_name", "data_type", "comment"));
            lines.add(NOTHING);
            table.partitionKeys().forEach(column -> lines.add(line(column)));
        }
        return lines;
    }

    /** @param storage the table's or that of one of its partitions */
    static List<String> details(Table table, StorageDescriptor storage) {
        List<String> lines = new ArrayList<>();
        lines.add(NOTHING);
        lines.add("# Detailed Table Information\t \t ");
        lines.add(line("Database:", table.databaseName(), ""));
        lines.add(line("Location:", storage.location(), ""));
        lines.add(line("Table Type:", table.tableType(), ""));
        lines.add(line("Table Parameters:", "", ""));
        new TreeMap<>(table.parameters()).forEach((key, value) -> lines.add(line("", key, value)));
        lines.add(NOTHING);
        lines.add("# Storage Information\t \t ");
        lines.add(line("SerDe Library:", storage.serdeInfo().serializationLibrary(), ""));
        lines.add(line("InputFormat:", storage.inputFormat(), ""));
        lines.add(line("OutputFormat:", storage.outputFormat(), ""));
        return lines;
    }

    private static String line(Column column) {
        return line(column.name(), column.type(), column.comment() == null ? "" : column.comment());
    }

    private static String line(String name, String type, String comment) {
        return String.format("%-20s\t%-20s\t%-20s", name, type, comment);
    }

    private static void addColumns(List<String> lines, List<Column> columns) {
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            String comment = column.comment() == null ? "" : " COMMENT " + quoted(column.comment());
            String end = index == columns.size() - 1 ? ")" : ", ";
            lines.add("  `" + column.name() + "` " + column.type() + comment + end);
        }
    }

    private static void addProperties(List<String> lines, Map<String, String> properties) {
        int left = properties.size();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            left--;
            lines.add("  " + quoted(property.getKey()) + "=" + quoted(property.getValue()) + (left == 0 ? ")" : ", "));
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
