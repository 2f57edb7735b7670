package dev.lamplighter.cost.view;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a view of a table with the names and types that tables over the report's own text have:
 * {@code lineitem_unblendedcost} for {@code lineItem/UnblendedCost}. SQL written for such tables runs unchanged: dates are
 * ISO 8601 text again, but costs stay exact decimals, so that sums are exact.
 */
final class LegacyView {
    /** Columns that the SQL of such tables reads; in a report without them they are empty text. */
    private static final List<String> ALWAYS = List.of(
            "lineitem_lineitemtype",
            "lineitem_productcode",
            "lineitem_usagetype",
            "product_usagetype",
            "lineitem_usagestartdate",
            "resourcetags_customersegment");

    private LegacyView() {}

    /**
     * The statement that creates or replaces the view for the table as it is now.
     *
     * @param columns of the table: name to Hive type, in order
     * @param headers of those columns in the report, where they are known
     */
    static String create(String view, String table, Map<String, String> columns, Map<String, List<String>> headers) {
        Map<String, String> fields = new LinkedHashMap<>();
        columns.forEach((name, type) -> {
            if (!name.equals(TableDdl.PARTITION_KEY)) {
                fields.putIfAbsent(legacyName(name, headers.getOrDefault(name, List.of())), text(name, type));
            }
        });
        String segment = fields.get("resourcetags_user_customersegment");
        if (segment != null) {
            fields.put("resourcetags_customersegment", segment);
        }
        Set<String> missing = new TreeSet<>(ALWAYS);
        missing.removeAll(fields.keySet());
        missing.forEach(name -> fields.put(name, "CAST('' AS VARCHAR)"));
        StringBuilder sql = new StringBuilder("CREATE OR REPLACE VIEW \"")
                .append(HiveName.of("DDL", view))
                .append("\" AS\nSELECT\n");
        fields.forEach((name, field) -> sql.append("  ")
                .append(field)
                .append(" AS \"")
                .append(HiveName.of("DDL", name))
                .append("\",\n"));
        return sql.append("  ")
                .append(TableDdl.PARTITION_KEY)
                .append("\nFROM \"")
                .append(HiveName.of("DDL", table))
                .append('"')
                .toString();
    }

    /** {@code lineItem/UsageStartDate} in lower case with everything but letters and digits an underscore. */
    private static String legacyName(String name, List<String> headers) {
        return headers.isEmpty() ? name : HiveName.from(headers.get(0));
    }

    private static String text(String name, String type) {
        String column = '"' + HiveName.of("DDL", name) + '"';
        return type.equals(ColumnType.TIMESTAMP.hiveType())
                ? "DATE_FORMAT(" + column + ", '%Y-%m-%dT%H:%i:%sZ')"
                : column;
    }
}
