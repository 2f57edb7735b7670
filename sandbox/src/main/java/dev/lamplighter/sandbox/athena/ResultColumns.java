package dev.lamplighter.sandbox.athena;

import java.util.List;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.ColumnNullable;

/** Describes result columns as GetQueryResults describes them. */
final class ResultColumns {
    private ResultColumns() {}

    static List<ColumnInfo> ofQuery(List<TrinoColumn> columns) {
        return columns.stream()
                .map(column -> info(column.name(), column.type()))
                .toList();
    }

    static List<ColumnInfo> ofText(List<String> names) {
        TrinoType text = new TrinoType("string", null, List.of(), List.of());
        return names.stream().map(name -> info(name, text)).toList();
    }

    private static ColumnInfo info(String name, TrinoType type) {
        return ColumnInfo.builder()
                .catalogName("hive")
                .schemaName("")
                .tableName("")
                .name(name)
                .label(name)
                .type(type.base().equals("real") ? "float" : type.base())
                .precision(precision(type))
                .scale(type.base().equals("decimal") ? type.number(1, 0) : 0)
                .nullable(ColumnNullable.UNKNOWN)
                .caseSensitive(type.base().equals("varchar") || type.base().equals("char"))
                .build();
    }

    private static int precision(TrinoType type) {
        return switch (type.base()) {
            case "varchar", "char", "decimal" -> type.number(0, Integer.MAX_VALUE);
            case "bigint" -> 19;
            case "integer" -> 10;
            case "smallint" -> 5;
            case "tinyint", "timestamp", "timestamp with time zone" -> 3;
            case "double", "real" -> 17;
            default -> 0;
        };
    }
}
