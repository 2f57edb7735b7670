package dev.lamplighter.sandbox.athena;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes CREATE TABLE AS SELECT in Trino's words. Athena puts the files below the query's output location unless told
 * otherwise, and names the compression in the table's properties ("CREATE TABLE AS", Amazon Athena User Guide).
 *
 * @param sql for the engine; what follows the properties is untouched, so that error positions stay within its lines
 * @param session session properties of the engine
 */
record CreateTableAs(String sql, Map<String, String> session) {
    private static final Pattern HEAD = Pattern.compile(
            "(?i)\\ACREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?((?:[\\w$.]|\"[^\"]*\")+)\\s*(WITH\\s*\\(|AS\\b)");
    private static final Pattern PROPERTY = Pattern.compile(
            "(?i)\\b(write_compression|parquet_compression|orc_compression|table_type|is_external|external_location)"
                    + "\\s*=\\s*('[^']*'|\\w+)(\\s*,)?");

    CreateTableAs {
        session = Map.copyOf(session);
    }

    /**
     * Anything but a CREATE TABLE AS comes back as it is.
     *
     * @param otherwise {@code external_location} when the statement names none
     */
    static CreateTableAs of(String sql, String otherwise) {
        int begin = StatementKind.begin(sql);
        Matcher head = HEAD.matcher(sql).region(begin, sql.length());
        if (!head.lookingAt()) {
            return new CreateTableAs(sql, Map.of());
        }
        String given = "external_location = '" + otherwise + "'";
        if (head.group(2).toUpperCase(Locale.ROOT).equals("AS")) {
            return new CreateTableAs(
                    sql.substring(0, head.start(2)) + "WITH (" + given + ") " + sql.substring(head.start(2)), Map.of());
        }
        int end = closing(sql, head.end());
        return withProperties(sql.substring(0, head.end()), sql.substring(head.end(), end), sql.substring(end), given);
    }

    private static CreateTableAs withProperties(String head, String properties, String tail, String location) {
        StringBuilder kept = new StringBuilder();
        String compression = "";
        boolean located = false;
        Matcher property = PROPERTY.matcher(properties);
        while (property.find()) {
            String name = property.group(1).toLowerCase(Locale.ROOT);
            located |= name.equals("external_location");
            compression = name.endsWith("_compression") ? property.group(2).replace("'", "") : compression;
            property.appendReplacement(
                    kept, name.equals("external_location") ? Matcher.quoteReplacement(property.group()) : "");
        }
        property.appendTail(kept);
        String list = kept.toString().strip().replaceFirst(",\\z", "");
        String separator = list.isEmpty() ? "" : ", ";
        return new CreateTableAs(
                head + (located ? "" : location + separator) + list + tail,
                compression.isEmpty() ? Map.of() : Map.of("compression_codec", compression.toUpperCase(Locale.ROOT)));
    }

    /** The parenthesis that closes the one before {@code from}. */
    private static int closing(String sql, int from) {
        int depth = 1;
        boolean quoted = false;
        for (int index = from; index < sql.length(); index++) {
            char letter = sql.charAt(index);
            quoted ^= letter == '\'';
            depth += quoted ? 0 : letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth == 0) {
                return index;
            }
        }
        return sql.length();
    }
}
