package dev.lamplighter.sandbox.athena;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Tells what a statement is by its first words: who carries it out, and what its result looks like. */
enum StatementKind {
    /** Changes definitions; Hive's language. */
    HIVE_DDL(StatementType.DDL),
    /** Shows definitions; Hive's language. */
    HIVE_SHOW(StatementType.UTILITY),
    /** Views, in Trino's language as in Athena's. */
    VIEW(StatementType.DDL),
    /** Writes files: INSERT and CREATE TABLE AS SELECT. */
    WRITE(StatementType.DML),
    /** Answers with lines of text: EXPLAIN, SHOW FUNCTIONS. */
    ENGINE_SHOW(StatementType.UTILITY),
    /** Answers with rows. */
    QUERY(StatementType.DML);

    private static final Pattern LEADING = Pattern.compile("\\A(?:\\s+|--[^\\n]*(?:\\n|\\z)|/\\*(?s:.*?)\\*/)*");
    private static final String NAME = "(?:[\\w$.]|\"[^\"]*\"|`[^`]*`)+";
    private static final Pattern CREATE_TABLE_AS = Pattern.compile(
            "CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?" + NAME + "\\s*(?:WITH\\s*\\(|AS\\b)(?s:.*)");
    private static final Pattern HIVE_CHANGE = Pattern.compile(
            "(?:ALTER|MSCK|CREATE\\s+(?:DATABASE|SCHEMA|EXTERNAL|TABLE)|DROP\\s+(?:DATABASE|SCHEMA|TABLE))\\b(?s:.*)");
    private static final Pattern HIVE_ANSWER =
            Pattern.compile("(?:DESCRIBE|DESC|SHOW\\s+(?:DATABASES|SCHEMAS|TABLES|VIEWS"
                    + "|COLUMNS|PARTITIONS|TBLPROPERTIES|CREATE\\s+TABLE))\\b(?s:.*)");
    private static final Pattern VIEWS = Pattern.compile("(?:CREATE\\s+(?:OR\\s+REPLACE\\s+)?|DROP\\s+)VIEW\\b(?s:.*)");

    private final StatementType type;

    StatementKind(StatementType type) {
        this.type = type;
    }

    static StatementKind of(String sql) {
        String text = sql.substring(begin(sql)).toUpperCase(Locale.ROOT);
        if (CREATE_TABLE_AS.matcher(text).matches() || text.startsWith("INSERT")) {
            return WRITE;
        } else if (HIVE_CHANGE.matcher(text).matches()) {
            return HIVE_DDL;
        } else if (HIVE_ANSWER.matcher(text).matches()) {
            return HIVE_SHOW;
        } else if (VIEWS.matcher(text).matches()) {
            return VIEW;
        }
        return text.startsWith("EXPLAIN") || text.startsWith("SHOW") ? ENGINE_SHOW : QUERY;
    }

    /** Where the statement begins, behind blanks and comments. */
    static int begin(String sql) {
        Matcher leading = LEADING.matcher(sql);
        return leading.find() ? leading.end() : 0;
    }

    StatementType type() {
        return type;
    }

    boolean isHive() {
        return this == HIVE_DDL || this == HIVE_SHOW;
    }

    /** The end of the result object's name. */
    String suffix() {
        return switch (this) {
            case HIVE_DDL, HIVE_SHOW, VIEW, ENGINE_SHOW -> ".txt";
            case WRITE -> "";
            case QUERY -> ".csv";
        };
    }
}
