package dev.lamplighter.cost.view;

import static dev.lamplighter.cost.athena.HiveName.identifier;

import dev.lamplighter.cost.athena.HiveName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes a view of a CUR 2.0 table with what legacy reports have as columns: {@code product_region}, and the tag that queries
 * group by, {@code resource_tags_user_team} for the key {@code user_team} of the map {@code resource_tags}. The shipped
 * queries use it. In tables made from CSV the map is JSON text, in those made from Parquet it is a map.
 */
public final class Cur2CompatibilityView {
    private static final String TAGS = "resource_tags";

    private Cur2CompatibilityView() {}

    /** Whether a table is one of CUR 2.0, by its single column of tags. */
    public static boolean fits(Iterable<String> columns) {
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
    public static String create(String view, String table, Map<String, String> columns, String tagColumn) {
        Map<String, String> fields = new LinkedHashMap<>();
        columns.keySet().forEach(name -> fields.put(name, identifier(name)));
        added(columns, tagColumn).forEach(fields::putIfAbsent);
        return CostView.statement(view, table, fields);
    }

    /** The columns that it adds: expression by name. */
    static Map<String, String> added(Map<String, String> columns, String tagColumn) {
        Map<String, String> added = new LinkedHashMap<>();
        if (columns.containsKey("product_region_code")) {
            added.put("product_region", identifier("product_region_code"));
        }
        if (tagColumn.startsWith(TAGS + "_")) {
            String key = literal(tagColumn.substring(TAGS.length() + 1));
            boolean isMap = columns.getOrDefault(TAGS, "").startsWith("map");
            added.put(
                    tagColumn,
                    isMap
                            ? "ELEMENT_AT(" + identifier(TAGS) + ", " + key + ")"
                            : "ELEMENT_AT(TRY(CAST(JSON_PARSE(" + identifier(TAGS) + ") AS MAP(VARCHAR, VARCHAR))), "
                                    + key + ")");
        }
        return added;
    }

    /** A literal of letters, digits and underscores only. */
    private static String literal(String key) {
        return "'" + HiveName.of("cost.query.tag-column", key) + "'";
    }
}
