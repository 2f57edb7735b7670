package dev.lamplighter.cost.athena.convert;

import static dev.lamplighter.cost.athena.HiveName.identifier;
import static dev.lamplighter.cost.athena.HiveName.literal;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names the helper tables over a version's files: one over the lines of each folder, one over the fields of each order of
 * columns in it. Other files lie in these folders, so each query names the files that it reads.
 */
final class TextTables {
    static final String PATH = "file_path";

    private static final String HEADER_SKIPPED = "\nTBLPROPERTIES ('skip.header.line.count' = '1')";

    private final Map<String, List<TextFileHead>> lines;
    private final Map<String, List<TextFileHead>> texts;

    private TextTables(Map<String, List<TextFileHead>> lines, Map<String, List<TextFileHead>> texts) {
        this.lines = lines;
        this.texts = texts;
    }

    /** @param prefix of their names */
    static TextTables of(String prefix, List<TextFileHead> files) {
        return new TextTables(
                named(prefix + "_lines_", grouped(files, TextFileHead::folder)),
                named(prefix + "_text_", grouped(files, file -> file.folder() + "\n" + file.header())));
    }

    private static Collection<List<TextFileHead>> grouped(List<TextFileHead> files, Function<TextFileHead, String> by) {
        Map<String, List<TextFileHead>> groups = new LinkedHashMap<>();
        files.forEach(file -> groups.computeIfAbsent(by.apply(file), none -> new ArrayList<>())
                .add(file));
        return groups.values();
    }

    private static Map<String, List<TextFileHead>> named(String prefix, Collection<List<TextFileHead>> groups) {
        Map<String, List<TextFileHead>> named = new LinkedHashMap<>();
        groups.forEach(group -> named.put(prefix + (named.size() + 1), group));
        return named;
    }

    List<String> names() {
        return Stream.concat(lines.keySet().stream(), texts.keySet().stream()).toList();
    }

    /** Tables whose rows are lines as they stand in the files. */
    List<String> createLines() {
        return lines.entrySet().stream()
                .map(table -> create(table.getKey(), List.of("line", "rest"))
                        + "ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\001'\n"
                        + storedAt(table.getValue()))
                .toList();
    }

    /** Tables whose rows are fields, all of them text. */
    List<String> createTexts(char escape) {
        return texts.entrySet().stream()
                .map(table ->
                        create(table.getKey(), fields(table.getValue().get(0).fieldCount()))
                                + "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'\n"
                                + "WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '\"', 'escapeChar' = "
                                + literal(String.valueOf(escape)) + ")\n"
                                + storedAt(table.getValue()))
                .toList();
    }

    private static String create(String name, List<String> columns) {
        return "CREATE EXTERNAL TABLE IF NOT EXISTS `" + HiveName.of("DDL", name) + "` (\n"
                + columns.stream().map(column -> "  `" + column + "` string").collect(Collectors.joining(",\n"))
                + "\n)\n";
    }

    private static String storedAt(List<TextFileHead> files) {
        return "STORED AS TEXTFILE\nLOCATION " + literal(files.get(0).folder()) + HEADER_SKIPPED;
    }

    private static List<String> fields(int count) {
        return IntStream.range(0, count).mapToObj(TextTables::field).toList();
    }

    private static String field(int index) {
        return "c" + (index + 1);
    }

    /** The query for the lines of all files, with the file of each. */
    String selectLines() {
        return lines.entrySet().stream()
                .map(table -> "SELECT \"$path\" AS " + PATH + ", line, rest" + from(table))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    /**
     * The query for the rows of all files: each column of the table as text, and the last field of the row as {@code
     * last_field}. Of headers that are one column the first value that isn't empty counts.
     */
    String selectTexts(ReportTableSchema schema) {
        return texts.entrySet().stream()
                .map(table -> "SELECT " + columns(schema, table.getValue().get(0)) + from(table))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    private static String columns(ReportTableSchema schema, TextFileHead file) {
        return IntStream.range(0, schema.columns().size())
                        .mapToObj(column -> text(file.fields().get(column)) + " AS "
                                + identifier(schema.columns().get(column).name()))
                        .collect(Collectors.joining(", "))
                + ", " + field(file.fieldCount() - 1) + " AS last_field";
    }

    private static String text(int[] fields) {
        return fields.length == 1
                ? field(fields[0])
                : IntStream.of(fields)
                        .mapToObj(field -> "NULLIF(" + field(field) + ", '')")
                        .collect(Collectors.joining(", ", "COALESCE(", ", '')"));
    }

    private static String from(Map.Entry<String, List<TextFileHead>> table) {
        return "\nFROM " + identifier(table.getKey()) + "\nWHERE \"$path\" IN ("
                + Sql.texts(table.getValue().stream().map(TextFileHead::uri).toList()) + ")";
    }
}
