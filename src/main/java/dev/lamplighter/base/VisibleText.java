package dev.lamplighter.base;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the characters of a text that a terminal would obey or hide by their numbers. So a name or an answer from outside
 * can neither forge a line, reverse its order, nor colour or clear a terminal.
 */
public final class VisibleText {
    /** Blanks and line ends, each of which becomes one space. */
    private static final Pattern BLANKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]+");

    /** Control characters, format characters such as those that set the writing direction, and unpaired surrogates. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    private VisibleText() {}

    /**
     * The text in one line: line ends and tabs become a space, other invisible characters are written as in {@code \\u202E}.
     */
    public static String of(@Nullable String text) {
        String line = BLANKS.matcher(String.valueOf(text)).replaceAll(" ");
        return UNSEEN.matcher(line).find() ? UNSEEN.matcher(line).replaceAll(VisibleText::number) : line;
    }

    /** The text with its line ends and tabs kept and other invisible characters replaced. */
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
