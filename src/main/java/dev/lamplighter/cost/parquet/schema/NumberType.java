package dev.lamplighter.cost.parquet.schema;

import java.util.Locale;

/** Names the type of costs and amounts of CSV reports in the table. */
public enum NumberType {
    /** {@code decimal(24,10)}: every sum is exact. */
    DECIMAL,
    /** The type in AWS's own Parquet, for tables that must merge with it: every value is exact, sums are not. */
    DOUBLE;

    /** Parses the value of the setting, {@code decimal} or {@code double}. */
    public static NumberType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
