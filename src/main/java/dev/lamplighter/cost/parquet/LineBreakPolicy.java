package dev.lamplighter.cost.parquet;

import java.util.Locale;

/** Says what is done with a line break within a field, which a table over text can't represent. */
public enum LineBreakPolicy {
    /** The version is refused. */
    REFUSE,
    /** Each becomes a space, and their number is reported. */
    SPACE;

    /** Parses the value of the setting, {@code refuse} or {@code space}. */
    public static LineBreakPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
