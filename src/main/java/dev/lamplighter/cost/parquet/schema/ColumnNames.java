package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.cost.report.ReportColumn;
import java.util.Locale;

/**
 * Makes column names by AWS's rules for Athena: an underscore before each capital, lower case, {@code _} for everything but
 * letters and digits, runs of {@code _} made one, none at either end; when the name is too long, underscores are dropped
 * from left to right. Source: "Running Amazon Athena queries", AWS Cost and Usage Reports User Guide.
 */
public final class ColumnNames {
    /** The longest column name of the Glue Data Catalog. */
    static final int MAX_LENGTH = 255;

    private ColumnNames() {}

    /**
     * The name of a column. A column of a data export keeps its name in lower case, {@code billedcost}, because SQL finds it
     * as {@code BilledCost}.
     */
    static String of(ReportColumn column) {
        return of(column.isExported() ? column.name().toLowerCase(Locale.ROOT) : column.header());
    }

    /**
     * The name of a column in the table.
     *
     * @param header for example {@code lineItem/UnblendedCost}, which becomes {@code line_item_unblended_cost}
     */
    public static String of(String header) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            boolean capital = c >= 'A' && c <= 'Z';
            boolean kept = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (capital || !kept) {
                separate(name);
            }
            if (kept) {
                name.append(c);
            }
        }
        String trimmed = name.toString().toLowerCase(Locale.ROOT).replaceAll("_$", "");
        return beside(shortened(trimmed.isEmpty() ? "column" : trimmed));
    }

    private static void separate(StringBuilder name) {
        if (!name.isEmpty() && name.charAt(name.length() - 1) != '_') {
            name.append('_');
        }
    }

    private static String shortened(String name) {
        StringBuilder shorter = new StringBuilder(name);
        int underscore = shorter.indexOf("_");
        while (shorter.length() > MAX_LENGTH && underscore >= 0) {
            shorter.deleteCharAt(underscore);
            underscore = shorter.indexOf("_", underscore);
        }
        return shorter.substring(0, Math.min(MAX_LENGTH, shorter.length()));
    }

    /** The name, changed if it is that of the partition key. */
    private static String beside(String name) {
        return switch (name) {
            case "billing_period", "year", "month" -> "report_" + name;
            default -> name;
        };
    }
}
