package dev.lamplighter.base;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows the characters of a text from outside that a terminal obeys or hides, as their numbers: names of tags, files and keys, and
 * answers of others, can neither forge a line, reverse its order, nor colour or clear a terminal.
 */
public final class VisibleText {
    /** Blanks and ends of lines, which become one blank. */
    private static final Pattern BLANKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]+");

    /** Controls, format characters, as those that set the direction, and halves of a character. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private VisibleText() {}

    /** The text in one line: ends of lines and tabs are a blank, other invisible characters as in {@code \\u202E}. */
    public static String of(@Nullable String text) {
        String line = BLANKS.matcher(String.valueOf(text)).replaceAll(" ");
        return UNSEEN.matcher(line).find() ? UNSEEN.matcher(line).replaceAll(VisibleText::number) : line;
    }

    /** The text of several lines, whose ends and tabs stay as they are. */
    public static String ofLines(String text) {
        return UNSEEN.matcher(text).find()
                ? UNSEEN.matcher(text)
                        .replaceAll(found -> found.group().matches("[\\t\\n]") ? found.group() : number(found))
                : text;
    }

    private static String number(MatchResult found) {
        StringBuilder number = new StringBuilder();
        for (char c : found.group().toCharArray()) {
            number.append("\\\\u").append(String.format(Locale.ROOT, "%04X", (int) c));
        }
        return number.toString();
    }
}
