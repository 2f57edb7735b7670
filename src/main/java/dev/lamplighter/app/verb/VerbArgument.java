package dev.lamplighter.app.verb;

import java.util.Locale;

/**
 * Describes an argument of a verb.
 *
 * @param needed whether the verb requires it; an empty value counts as missing
 * @param description a phrase for people
 */
public record VerbArgument(String name, Kind kind, boolean needed, String description) {
    /** The kinds of value, with the greatest length that any interface accepts. */
    public enum Kind {
        /** A window, an instance, a time, a month. */
        NAME(200),
        /** A sentence. */
        TEXT(500),
        /** The text of a file. */
        CONTENT(65_536),
        /** {@code true} or {@code false}. */
        FLAG(5),
        /** A number from 1 to 9999. */
        COUNT(4);

        private final int longest;

        Kind(int longest) {
            this.longest = longest;
        }

        /** The greatest length, in characters. */
        public int longest() {
            return longest;
        }

        /** A phrase that says what is allowed, if {@code text} is not of this kind; empty if it is. */
        String refusal(String text) {
            if (text.length() > longest) {
                return "at most " + String.format(Locale.ROOT, "%,d", longest) + " characters";
            }
            return switch (this) {
                case NAME, TEXT, CONTENT -> "";
                case FLAG -> text.equals("true") || text.equals("false") ? "" : "true or false";
                case COUNT -> text.matches("[1-9]\\d{0,3}") ? "" : "a number from 1 to 9999";
            };
        }
    }

    static VerbArgument needed(String name, Kind kind, String description) {
        return new VerbArgument(name, kind, true, description);
    }

    static VerbArgument optional(String name, Kind kind, String description) {
        return new VerbArgument(name, kind, false, description);
    }
}
