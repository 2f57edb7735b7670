package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.code.RouteProblemCode;

/**
 * Names something as earlier versions did, with what has replaced it. Such a name is read for one version.
 *
 * @param since the version that has the new name, and is the last that reads the old one
 * @param note what is different beside the name; may be empty
 */
public record DeprecatedName(Kind kind, String old, String now, String since, String note) {
    /** What can have a deprecated name. */
    public enum Kind {
        /** A key of application.properties, read as the new one. */
        KEY("key"),
        /** A key of application.properties that is read beside the new one. */
        KEY_BESIDE("key"),
        /** {@code key=value} in application.properties. */
        VALUE("value"),
        /** The id of a route configuration. */
        CONFIGURATION("route configuration"),
        /** A call of a bean by a route. */
        CALL("call"),
        /** A header of a message, and its value, that a route asks for. */
        HEADER("header"),
        /** A query of the folder {@code queries}. */
        QUERY("query");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What documents and warnings call it. */
        public String word() {
            return word;
        }

        private ProblemCode code() {
            return switch (this) {
                case KEY, KEY_BESIDE, VALUE -> ConfigProblemCode.OLD_KEY;
                case CONFIGURATION -> RouteProblemCode.EARLIER_CONFIGURATION;
                case CALL -> RouteProblemCode.EARLIER_CALL;
                case HEADER -> RouteProblemCode.EARLIER_HEADER;
                case QUERY -> CostProblemCode.FORMER_QUERY_NAME;
            };
        }
    }

    /** The warning that is given once for each place where the old name stands. */
    public Problem warning(String where) {
        return new Problem(
                kind.code(),
                where,
                "old " + kind.word + " " + old,
                now + " has replaced it" + (note.isEmpty() ? "" : ": " + note)
                        + "; this version is the last that reads it",
                "write " + now + " instead");
    }
}
