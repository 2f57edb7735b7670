package dev.lamplighter.cost.athena;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks names and quotes literals in DDL for Athena. What is not on the allow-list never gets into a statement. */
public final class HiveName {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_]{1,255}");

    private HiveName() {}

    /** The name itself, if it is one that Glue keeps as it is: lower case letters, digits and underscores. */
    public static String of(String where, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new ProblemException(new Problem(
                    CostProblemCode.BAD_TABLE_NAME,
                    where,
                    "name \"" + name + "\"",
                    "allowed are 1 to 255 lower case letters, digits and underscores",
                    "choose another name"));
        }
        return name;
    }

    /** A report's name as part of a table's name. */
    public static String from(String reportName) {
        return reportName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** As DDL quotes it. */
    static String quoted(String name) {
        return "`" + of("DDL", name) + "`";
    }

    /** As queries and views quote it. */
    public static String identifier(String name) {
        return '"' + of("DDL", name) + '"';
    }

    public static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
