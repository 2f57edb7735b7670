package dev.lamplighter.cost.answer;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Measures and cuts text by the number of terminal columns that it takes: combining marks take none, East Asian characters
 * two.
 */
public final class DisplayWidth {
    private static final String CUT = "…";

    private static final Set<UnicodeScript> WIDE = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HANGUL,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private DisplayWidth() {}

    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** Whether a character takes two columns (UAX 11, "East Asian Width": W and F). */
    private static boolean isWide(int character) {
        boolean isFullwidthForm =
                (character >= 0xFF01 && character <= 0xFF60) || (character >= 0xFFE0 && character <= 0xFFE6);
        boolean isPictograph = character >= 0x1F300 && character <= 0x1FAFF;
        boolean isPunctuation = character >= 0x3000 && character <= 0x303E;
        return isFullwidthForm
                || isPictograph
                || isPunctuation
                || (character >= 0x1100 && !isHalfwidth(character) && WIDE.contains(UnicodeScript.of(character)));
    }

    private static boolean isHalfwidth(int character) {
        return character >= 0xFF61 && character <= 0xFFDC;
    }

    /** The text in at most {@code width} columns, with an ellipsis at its end if something was cut off. */
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = width - 1;
        for (int character : text.codePoints().toArray()) {
            left -= of(character);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return cut + CUT;
    }

    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }
}
