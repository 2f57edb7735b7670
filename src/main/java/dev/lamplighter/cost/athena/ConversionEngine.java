package dev.lamplighter.cost.athena;

import java.util.Locale;

/** Names who converts reports in CSV to Parquet. */
public enum ConversionEngine {
    /** This machine. */
    LOCAL,
    /** Athena, from the delivered files. */
    ATHENA,
    /** Athena those that are larger than {@code cost.convert.athena-above}, this machine all others. */
    AUTO;

    /** Parses the value of the setting. */
    static ConversionEngine of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
