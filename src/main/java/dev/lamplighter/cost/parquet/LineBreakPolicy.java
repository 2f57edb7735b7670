package dev.lamplighter.cost.parquet;

import java.util.Locale;

/** What becomes of a line break within a field, which no table over text can have. */
public enum LineBreakPolicy {
    /** The version is refused. */
    REFUSE,
    /** Each becomes a space, and it is told how many. */
    SPACE;

    /** From the word of the setting, {@code refuse} or {@code space}. */
    public static LineBreakPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
