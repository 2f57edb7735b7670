package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a word of a shell's command line, without its quotes.
 *
 * @param text with {@link #UNQUOTED} or {@link #QUOTED} in the place of each of {@code variables}
 * @param quoted whether it begins within quotes or with a backslash
 * @param variables the names of variables, in order, or anything else that is known only when the command runs, such as
 *     {@code (date +%u)}
 */
record Word(String text, boolean quoted, List<String> variables) implements Token {
    /** Private-use characters, which don't occur in a crontab. */
    static final char UNQUOTED = '\uE000';

    static final char QUOTED = '\uE001';

    private static final Set<String> RESERVED = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "for",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "select",
            "function",
            "!",
            "[[");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=(.*)", Pattern.DOTALL);

    Word {
        variables = List.copyOf(variables);
    }

    /** A text without the two marks. */
    static String withoutMarks(String text) {
        return text.replace(UNQUOTED, '\uFFFD').replace(QUOTED, '\uFFFD');
    }

    /** The words that a shell expands this to: none, one, or several if a value has blanks. Unknown variables stay. */
    List<Word> expand(Map<String, String> values) {
        if (variables.isEmpty()) {
            return List.of(this);
        }
        List<Word> words = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int next = 0;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isMark = c == UNQUOTED || c == QUOTED;
            String set = isMark ? values.get(variables.get(next)) : String.valueOf(c);
            String value = set == null || !isMark ? set : withoutMarks(set);
            if (value == null) {
                unknown.add(variables.get(next));
                word.append(c);
            } else if (c == UNQUOTED) {
                String[] parts = value.strip().split("\\s+", -1);
                for (int part = 0; part < parts.length; part++) {
                    if (part > 0) {
                        words.add(new Word(word.toString(), quoted, unknown));
                        word.setLength(0);
                        unknown = new ArrayList<>();
                    }
                    word.append(parts[part]);
                }
            } else {
                word.append(value);
            }
            any |= c == QUOTED;
            next += c == UNQUOTED || c == QUOTED ? 1 : 0;
        }
        if (!word.isEmpty() || any || quoted) {
            words.add(new Word(word.toString(), quoted, unknown));
        }
        return words;
    }

    /** The expanded word, not split at blanks. */
    Word asOne() {
        return new Word(text.replace(UNQUOTED, QUOTED), quoted, variables);
    }

    boolean isKnown() {
        return variables.isEmpty();
    }

    /** Whether it is a reserved word, which begins or ends a condition, a loop or a function. */
    boolean isReserved() {
        return !quoted && RESERVED.contains(text);
    }

    /** Whether it assigns a variable. */
    boolean isAssignment() {
        return !quoted && ASSIGNMENT.matcher(text).matches();
    }

    void assignTo(Map<String, String> values) {
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (!assignment.matches()) {
            return;
        }
        if (isKnown()) {
            values.put(assignment.group(1), assignment.group(2));
        } else {
            values.remove(assignment.group(1));
        }
    }

    /** The name of the program, without its folder. */
    String programme() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The word as text, with variables as they were written. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c == UNQUOTED || c == QUOTED ? "$" + variables.get(next++) : String.valueOf(c));
        }
        return shown.toString();
    }
}
