package dev.lamplighter.cost.parquet.schema;

import java.util.List;

/**
 * Describes one column of the published table.
 *
 * @param name in AWS's column naming, for example {@code line_item_unblended_cost}
 * @param headers the CSV headers it comes from; several when AWS's naming merges them
 * @param hiveType as DDL for Athena writes it, for example {@code map<string,string>}
 */
public record PublishedColumn(String name, ColumnType type, List<String> headers, String hiveType) {
    public PublishedColumn {
        headers = List.copyOf(headers);
    }

    /** Makes a column of a type that this project writes. */
    public PublishedColumn(String name, ColumnType type, List<String> headers) {
        this(name, type, headers, type.hiveType());
    }
}
