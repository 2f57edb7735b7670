package dev.lamplighter.base;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the allowed word nearest to the one that was written, for "did you mean". */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The nearest of {@code allowed} by edit distance, ignoring case, if it is near enough to be a typing error. Of several
     * equally near, one with the same letters is preferred.
     */
    public static Optional<String> nearest(String written, Collection<String> allowed) {
        return nearest(written, allowed, Math.max(2, written.length() / 3));
    }

    /** Like {@link #nearest(String, Collection)}, with at most {@code tolerance} typing errors. */
    public static Optional<String> nearest(String written, Collection<String> allowed, int tolerance) {
        return allowed.stream()
                .filter(word -> distance(written, word) <= tolerance)
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(word -> !letters(word).equals(letters(written)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String letters(String word) {
        char[] letters = word.toLowerCase(Locale.ROOT).toCharArray();
        Arrays.sort(letters);
        return String.valueOf(letters);
    }

    /**
     * The optimal string alignment distance: an inserted, missing or replaced letter counts one, and so do two exchanged
     * neighbours.
     */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        int[] twoAbove = above;
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, 1 + Math.min(row[j - 1], above[j]));
                if (isExchange(a, i, b, j)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
            }
            twoAbove = above;
            above = row;
        }
        return above[b.length()];
    }

    private static boolean isExchange(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
