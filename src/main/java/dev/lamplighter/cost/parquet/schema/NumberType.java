package dev.lamplighter.cost.parquet.schema;

import java.util.Locale;

/** What costs and amounts of CSV reports become in the table. */
public enum NumberType {
    /** {@code decimal(24,10)}: every sum is exact. */
    DECIMAL,
    /** As AWS's own Parquet has them, for tables that must merge with it: every value is exact, sums are not. */
    DOUBLE;

    /** From the word of the setting, {@code decimal} or {@code double}. */
    public static NumberType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
