package dev.lamplighter.cost.parquet;

import java.util.List;

/**
 * One column of the published table.
 *
 * @param name in AWS's column naming, for example {@code line_item_unblended_cost}
 * @param headers the CSV headers it comes from; several when AWS's naming merges them
 */
public record TableColumn(String name, ColumnType type, List<String> headers) {
    public TableColumn {
        headers = List.copyOf(headers);
    }
}
