package dev.lamplighter.cost.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a word, a literal or a sign of SQL; comments and blanks are none.
 *
 * @param at its position in the text
 */
record SqlToken(Kind kind, String text, int at) {
    enum Kind {
        /** An unquoted name or a keyword; {@code ${name}} counts as a letter of it. */
        WORD,
        /** {@code "name"} or {@code `name`}. */
        QUOTED,
        /** {@code 'text'} or a number. */
        LITERAL,
        SIGN
    }

    private static final Pattern NEXT = Pattern.compile(
            "(?<blank>\\s+|--[^\\n]*|/\\*.*?\\*/)"
                    + "|(?<quoted>\"(?:[^\"]|\"\")*\"|`[^`]*`)"
                    + "|(?<literal>'(?:[^']|'')*'|\\d[\\w.]*)"
                    + "|(?<word>(?:\\$\\{[^}]*}|[\\p{L}_@])(?:\\$\\{[^}]*}|[\\p{L}\\p{N}_@$])*)"
                    + "|(?<sign>.)",
            Pattern.DOTALL);

    /** Characters that begin a quoted text; as a token alone they are never closed. */
    private static final Set<String> OPENING = Set.of("'", "\"", "`");

    /** @throws InvalidQueryException at a quote or a comment that is never closed */
    static List<SqlToken> of(String sql) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher next = NEXT.matcher(sql);
        while (next.find()) {
            if (next.group("blank") != null) {
                continue;
            }
            String text = next.group();
            if (OPENING.contains(text) || (text.equals("/") && sql.startsWith("/*", next.start()))) {
                String opened = text.equals("/") ? "/*" : text;
                throw new InvalidQueryException(
                        place(sql, next.start()), "the " + opened + " here is never closed", "close it");
            }
            tokens.add(new SqlToken(kind(next), text, next.start()));
        }
        return tokens;
    }

    /** The position as {@code :line:column}, from 1. */
    static String place(String sql, int at) {
        int line = (int) sql.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return ":" + line + ":" + (at - sql.lastIndexOf('\n', at - 1));
    }

    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
    }

    boolean is(String word) {
        return upper().equals(word);
    }

    private static Kind kind(Matcher next) {
        if (next.group("quoted") != null) {
            return Kind.QUOTED;
        }
        if (next.group("literal") != null) {
            return Kind.LITERAL;
        }
        return next.group("word") != null ? Kind.WORD : Kind.SIGN;
    }
}
