package dev.lamplighter.cost.athena.convert;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes what Athena's SQL has of texts and conditions. */
final class Sql {
    private Sql() {}

    /** A text as queries have it; {@link dev.lamplighter.cost.athena.HiveName#literal} is that of DDL. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String texts(Collection<String> texts) {
        return texts.stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    /** How many rows fulfil a condition; one that is unknown counts as fulfilled. */
    static String countUnless(String holds) {
        return "COUNT_IF(NOT COALESCE(" + holds + ", false))";
    }

    static String matches(String value, String pattern) {
        return "regexp_like(" + value + ", " + text(pattern) + ")";
    }

    /** How often a single character is in a text. */
    static String occurrences(String value, char character) {
        return "length(" + value + ") - length(replace(" + value + ", " + text(String.valueOf(character)) + ", ''))";
    }
}
