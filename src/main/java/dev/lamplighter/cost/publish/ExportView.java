package dev.lamplighter.cost.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a view of a CUR 2.0 table with what legacy reports have as columns: {@code product_region}, and the tag that queries
 * group by, {@code resource_tags_user_team} for the key {@code user_team} of the map {@code resource_tags}. The shipped
 * queries run over it. In tables made of CSV the map is JSON text, in those made of Parquet it is a map.
 */
final class ExportView {
    private static final String TAGS = "resource_tags";

    private ExportView() {}

    /** Whether a table is one of CUR 2.0, by its single column of tags. */
    static boolean fits(Iterable<String> columns) {
        for (String column : columns) {
            if (column.equals(TAGS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The statement that creates or replaces the view for the table as it is now.
     *
     * @param columns of the table: name to Hive type, in order
     * @param tagColumn empty for none
     */
    static String create(String view, String table, Map<String, String> columns, String tagColumn) {
        List<String> fields = new ArrayList<>();
        columns.keySet().forEach(name -> fields.add(quoted(name)));
        if (columns.containsKey("product_region_code")) {
            fields.add(named(quoted("product_region_code"), "product_region", columns));
        }
        if (tagColumn.startsWith(TAGS + "_")) {
            String key = literal(tagColumn.substring(TAGS.length() + 1));
            boolean isMap = columns.getOrDefault(TAGS, "").startsWith("map");
            fields.add(named(
                    isMap
                            ? "ELEMENT_AT(" + quoted(TAGS) + ", " + key + ")"
                            : "ELEMENT_AT(TRY(CAST(JSON_PARSE(" + quoted(TAGS) + ") AS MAP(VARCHAR, VARCHAR))), " + key
                                    + ")",
                    tagColumn,
                    columns));
        }
        fields.removeIf(String::isEmpty);
        return "CREATE OR REPLACE VIEW " + quoted(view) + " AS\nSELECT\n  " + String.join(",\n  ", fields) + "\nFROM "
                + quoted(table);
    }

    /** A column of the view; empty if the table has it itself. */
    private static String named(String expression, String name, Map<String, String> columns) {
        return columns.containsKey(name) ? "" : expression + " AS " + quoted(name);
    }

    /** A literal of letters, digits and underscores only. */
    private static String literal(String key) {
        return "'" + HiveName.of("cost.query.tag-column", key) + "'";
    }

    private static String quoted(String name) {
        return '"' + HiveName.of("DDL", name) + '"';
    }
}
