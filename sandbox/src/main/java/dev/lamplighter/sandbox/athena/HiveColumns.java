package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ColDefinitionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ColTypeContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CommentSpecContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ComplexDataTypeContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DataTypeContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PartitionColumnContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PartitionFieldContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.QualifiedColTypeWithPositionContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;

/** Reads column definitions with the types Athena's DDL knows ("Data types in Amazon Athena"). */
final class HiveColumns {
    private static final Set<String> PRIMITIVES = Set.of(
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "integer",
            "bigint",
            "double",
            "float",
            "decimal",
            "char",
            "varchar",
            "string",
            "binary",
            "date",
            "timestamp");

    private HiveColumns() {}

    static Column of(ColDefinitionContext definition) {
        @Nullable
        CommentSpecContext comment = definition.colDefinitionOption().stream()
                .map(option -> option.commentSpec())
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        return column(HiveGrammar.name(definition.colName), definition.dataType(), comment);
    }

    static Column of(QualifiedColTypeWithPositionContext definition) {
        @Nullable
        CommentSpecContext comment = definition.colDefinitionDescriptorWithPosition().stream()
                .map(option -> option.commentSpec())
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        return column(HiveGrammar.name(definition.name), definition.dataType(), comment);
    }

    static Column of(PartitionFieldContext field) {
        if (field instanceof PartitionColumnContext typed) {
            ColTypeContext column = typed.colType();
            return column(HiveGrammar.name(column.colName), column.dataType(), column.commentSpec());
        }
        throw HiveGrammar.refusal(field, "a partition column needs a type: " + field.getText());
    }

    /** Refuses a name that is there twice. */
    static void requireDistinct(List<Column> columns) {
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw DdlFailure.semantic("[Error 10036]: Duplicate column name: " + column.name());
            }
        }
    }

    private static Column column(String name, DataTypeContext type, @Nullable CommentSpecContext comment) {
        Column.Builder column = Column.builder().name(name).type(type(type));
        return (comment == null ? column : column.comment(HiveGrammar.text(comment.stringLit()))).build();
    }

    /** Hive's text of a type: lower case, no blanks, {@code struct<a:int,b:array<string>>}. */
    static String type(DataTypeContext type) {
        if (type instanceof ComplexDataTypeContext complex) {
            String name = complex.complex.getText().toLowerCase(Locale.ROOT);
            return name + "<" + String.join(",", parts(complex)) + ">";
        }
        String text = type.getText().toLowerCase(Locale.ROOT);
        String base = text.replaceFirst("\\(.*", "");
        if (!PRIMITIVES.contains(base)) {
            throw HiveGrammar.refusal(type, "unknown type " + type.getText());
        }
        return base.equals("integer") ? "int" : text;
    }

    private static List<String> parts(ComplexDataTypeContext complex) {
        List<String> parts = new ArrayList<>();
        complex.dataType().forEach(inner -> parts.add(type(inner)));
        if (complex.complexColTypeList() != null) {
            complex.complexColTypeList()
                    .complexColType()
                    .forEach(field -> parts.add(
                            HiveGrammar.name(field.errorCapturingIdentifier()) + ":" + type(field.dataType())));
        }
        return parts;
    }
}
