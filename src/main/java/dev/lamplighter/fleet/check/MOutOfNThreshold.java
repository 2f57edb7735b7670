package dev.lamplighter.fleet.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defines a threshold of {@code count} out of the last {@code window} results, written {@code 2 of 3}.
 *
 * @param count 1..window
 * @param window 1..32
 */
public record MOutOfNThreshold(int count, int window) {
    /** More results than anybody waits for; they fit into a {@code long}. */
    private static final int WIDEST = 32;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2}) of (\\d{1,2})");

    public MOutOfNThreshold {
        if (window < 1 || window > WIDEST || count < 1 || count > window) {
            throw new IllegalArgumentException(
                    "M of N with 1 <= M <= N <= " + WIDEST + ", got " + count + " of " + window);
        }
    }

    /** Parses {@code 2 of 3}; throws {@link IllegalArgumentException} for anything else. */
    public static MOutOfNThreshold parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("M of N, got " + text);
        }
        return new MOutOfNThreshold(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether enough of the last results are of one kind; bit 0 of {@code kinds} is the latest. */
    boolean isMet(long kinds) {
        return Long.bitCount(kinds & ((1L << window) - 1)) >= count;
    }

    @Override
    public String toString() {
        return count + " of " + window;
    }
}
