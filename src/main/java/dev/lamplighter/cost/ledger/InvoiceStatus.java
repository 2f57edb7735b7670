package dev.lamplighter.cost.ledger;

import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says whether a month may still change, by the invoices that AWS names in its line items. */
public enum InvoiceStatus {
    /** The report has no invoice column, like FOCUS before 1.2, or an earlier version of the service converted it. */
    UNKNOWN,
    /** Some line has no invoice yet: the bill is estimated. */
    OPEN,
    /** Every line of bill type {@code Anniversary} is invoiced. */
    FINAL,
    /** It was final, and then AWS delivered other data. */
    REOPENED;

    public static InvoiceStatus of(@Nullable InvoicedShare rows) {
        if (rows == null) {
            return UNKNOWN;
        }
        return rows.isFinal() ? FINAL : OPEN;
    }

    /** The state of a {@link #word()}; unknown for an older ledger, which has none. */
    public static InvoiceStatus of(String word) {
        return word.isEmpty() ? UNKNOWN : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The state of a month with this state after AWS has delivered a newer version. */
    InvoiceStatus after(InvoiceStatus delivered, boolean isSame) {
        return switch (this) {
            case UNKNOWN, OPEN -> delivered;
            case FINAL -> isSame && delivered == FINAL ? FINAL : REOPENED;
            case REOPENED -> REOPENED;
        };
    }

    /** Whether it was final at some time. */
    public boolean wasFinal() {
        return this == FINAL || this == REOPENED;
    }

    /** The name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
