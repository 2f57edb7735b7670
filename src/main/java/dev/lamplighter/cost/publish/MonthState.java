package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.schema.InvoicedRows;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a month may still change, by the invoices that AWS names in its line items. */
public enum MonthState {
    /** The report does not tell invoices, as FOCUS before 1.2, or the version is older than this knowledge. */
    UNKNOWN,
    /** Some line of the month's own invoice has none yet: estimated. */
    OPEN,
    /** Every line of bill type {@code Anniversary} is invoiced. */
    FINAL,
    /** Was final, then AWS delivered something else. */
    REOPENED;

    static MonthState of(@Nullable InvoicedRows rows) {
        if (rows == null) {
            return UNKNOWN;
        }
        return rows.isFinal() ? FINAL : OPEN;
    }

    /** Of its {@link #word()}; an older ledger has none. */
    static MonthState of(String word) {
        return word.isEmpty() ? UNKNOWN : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What a month becomes whose state was this when AWS delivers a newer version. */
    MonthState after(MonthState delivered, boolean isSame) {
        return switch (this) {
            case UNKNOWN, OPEN -> delivered;
            case FINAL -> isSame && delivered == FINAL ? FINAL : REOPENED;
            case REOPENED -> REOPENED;
        };
    }

    /** Whether it was final at some time. */
    boolean wasFinal() {
        return this == FINAL || this == REOPENED;
    }

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
