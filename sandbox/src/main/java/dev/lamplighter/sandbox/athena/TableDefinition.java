package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CreateTableClausesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CreateTableContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.FileFormatContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.GenericFileFormatContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.LocationSpecContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PropertyContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PropertyListContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PropertyValueContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PropertyWithKeyAndEqualsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PropertyWithKeyNoEqualsContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.RowFormatDelimitedContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.RowFormatSerdeContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLitContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.TableFileFormatContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Turns CREATE EXTERNAL TABLE into a Glue table ("CREATE TABLE", Amazon Athena User Guide). */
final class TableDefinition {
    private TableDefinition() {}

    /** @param name without its database */
    static TableInput of(CreateTableContext statement, String name) {
        CreateTableClausesContext clauses = statement.createTableClauses();
        if (statement.createTableHeader().EXTERNAL() == null) {
            throw HiveGrammar.refusal(statement, "only CREATE EXTERNAL TABLE makes a table over files");
        }
        if (statement.tableElementList() == null) {
            throw HiveGrammar.refusal(statement, "a table needs columns");
        }
        LocationSpecContext location = single(clauses.locationSpec());
        if (location == null) {
            throw HiveGrammar.refusal(statement, "a table needs a LOCATION");
        }
        List<Column> columns = statement.tableElementList().tableElement().stream()
                .map(element -> HiveColumns.of(element.colDefinition()))
                .toList();
        List<Column> keys = clauses.partitioning == null
                ? List.of()
                : clauses.partitioning.partitionField().stream()
                        .map(HiveColumns::of)
                        .toList();
        List<Column> all = new ArrayList<>(columns);
        all.addAll(keys);
        HiveColumns.requireDistinct(all);

        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("EXTERNAL", "TRUE");
        parameters.putAll(properties(clauses.tableProps));
        var comment = single(clauses.commentSpec());
        if (comment != null) {
            parameters.put("comment", HiveGrammar.text(comment.stringLit()));
        }
        return TableInput.builder()
                .name(name)
                .owner("hadoop")
                .tableType("EXTERNAL_TABLE")
                .partitionKeys(keys)
                .parameters(parameters)
                .storageDescriptor(storage(clauses).toBuilder()
                        .columns(columns)
                        .location(location(location))
                        .build())
                .build();
    }

    /** As Hive keeps a path: without the slash at its end. */
    static String location(LocationSpecContext clause) {
        String location = HiveGrammar.text(clause.stringLit());
        if (!location.matches("s3[an]?://[^/*]+(/[^*]*)?")) {
            throw HiveGrammar.refusal(clause, "LOCATION must be s3://bucket/folder/, got '" + location + "'");
        }
        return location.replaceFirst("/+$", "");
    }

    static Map<String, String> properties(@Nullable PropertyListContext list) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (list != null) {
            list.property().forEach(property -> put(property, properties));
        }
        return properties;
    }

    private static void put(PropertyContext property, Map<String, String> properties) {
        if (property instanceof PropertyWithKeyAndEqualsContext equals) {
            StringLitContext quoted = equals.key.stringLit();
            properties.put(quoted == null ? equals.key.getText() : HiveGrammar.text(quoted), value(equals.value));
        } else if (property instanceof PropertyWithKeyNoEqualsContext) {
            throw HiveGrammar.refusal(property, "a property is 'key'='value', got " + property.getText());
        }
    }

    private static String value(PropertyValueContext value) {
        return value.stringLit() == null ? value.getText() : HiveGrammar.text(value.stringLit());
    }

    private static StorageDescriptor storage(CreateTableClausesContext clauses) {
        var stored = single(clauses.createFileFormat());
        StorageDescriptor.Builder storage = StorageDescriptor.builder();
        HiveFormat format = HiveFormat.TEXTFILE;
        if (stored != null) {
            FileFormatContext fileFormat = stored.fileFormat();
            if (fileFormat instanceof GenericFileFormatContext named) {
                format = HiveFormat.named(named.getText())
                        .orElseThrow(() -> HiveGrammar.refusal(named, "unknown STORED AS " + named.getText()));
            } else if (!(fileFormat instanceof TableFileFormatContext)) {
                throw HiveGrammar.refusal(stored, "STORED BY is not supported");
            }
            if (fileFormat instanceof TableFileFormatContext classes) {
                storage.inputFormat(HiveGrammar.text(classes.inFmt)).outputFormat(HiveGrammar.text(classes.outFmt));
            }
        }
        StorageDescriptor named = storage.build();
        return named.toBuilder()
                .inputFormat(named.inputFormat() == null ? format.inputFormat() : named.inputFormat())
                .outputFormat(named.outputFormat() == null ? format.outputFormat() : named.outputFormat())
                .serdeInfo(serde(clauses, format))
                .build();
    }

    private static SerDeInfo serde(CreateTableClausesContext clauses, HiveFormat format) {
        var row = single(clauses.rowFormat());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("serialization.format", "1");
        if (row instanceof RowFormatSerdeContext named) {
            parameters.putAll(properties(named.props));
            return serde(HiveGrammar.text(named.name), parameters);
        }
        if (row instanceof RowFormatDelimitedContext delimited) {
            putDelimiters(delimited, parameters);
        }
        return serde(format.serde(), parameters);
    }

    private static void putDelimiters(RowFormatDelimitedContext row, Map<String, String> parameters) {
        put("field.delim", row.fieldsTerminatedBy, parameters);
        put("serialization.format", row.fieldsTerminatedBy, parameters);
        put("escape.delim", row.escapedBy, parameters);
        // Hive's own spelling.
        put("colelction.delim", row.collectionItemsTerminatedBy, parameters);
        put("mapkey.delim", row.keysTerminatedBy, parameters);
        put("line.delim", row.linesSeparatedBy, parameters);
        put("serialization.null.format", row.nullDefinedAs, parameters);
    }

    private static void put(String key, @Nullable StringLitContext value, Map<String, String> parameters) {
        if (value != null) {
            parameters.put(key, HiveGrammar.text(value));
        }
    }

    private static SerDeInfo serde(String library, Map<String, String> parameters) {
        return SerDeInfo.builder()
                .serializationLibrary(library)
                .parameters(parameters)
                .build();
    }

    private static <T extends ParserRuleContext> @Nullable T single(List<T> clauses) {
        if (clauses.size() > 1) {
            throw HiveGrammar.refusal(
                    clauses.get(1), "said twice: " + clauses.get(1).getText());
        }
        return clauses.isEmpty() ? null : clauses.get(0);
    }
}
