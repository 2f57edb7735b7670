package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Describes one column of a Parquet file that AWS wrote.
 *
 * @param name in lower case, as the table has it
 * @param hiveType its type in DDL for Athena
 * @param leaf its index among the file's column chunks; for a map or a list the first
 * @param primitive how its values are stored; null for a map, a list or a structure
 * @param scale of a decimal; otherwise 0
 */
public record ParquetReportColumn(
        String name, String hiveType, int leaf, @Nullable PrimitiveType primitive, int scale) {
    /** Whether its values are added up. */
    boolean isNumber() {
        return hiveType.equals("double") || hiveType.equals("float") || hiveType.startsWith("decimal");
    }

    boolean isText() {
        return hiveType.equals("string");
    }

    public PublishedColumn tableColumn(String header) {
        return new PublishedColumn(name, ColumnType.DELIVERED, List.of(header), hiveType);
    }

    MessageType message() {
        return new MessageType("column", stored());
    }

    ColumnDescriptor descriptor() {
        return message().getColumns().get(0);
    }

    private PrimitiveType stored() {
        if (primitive == null) {
            throw new IllegalStateException(name + " is " + hiveType + ", which has no values of its own");
        }
        return primitive;
    }
}
