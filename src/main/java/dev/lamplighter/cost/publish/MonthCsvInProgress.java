package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.TableColumns;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.parquet.ConversionSummary;
import org.jspecify.annotations.Nullable;

/**
 * Holds the text of one month on its way through the route {@code cost-text}, and what is left to do. Confined to its
 * exchange.
 */
public final class MonthCsvInProgress {
    private final CostPublishSettings settings;
    private final @Nullable ReportLedgerEntry shown;
    private @Nullable TableColumns had;
    private @Nullable ConversionSummary text;
    private final boolean toWrite;

    /**
     * Begins with what is known.
     *
     * @param settings with the table that is asked now: another one may be, before this has ended
     * @param shown the version that the month shows; null when that is another one by now
     * @param text as it was written before; null when it is to be written
     */
    MonthCsvInProgress(
            CostPublishSettings settings, @Nullable ReportLedgerEntry shown, @Nullable ConversionSummary text) {
        this.settings = settings;
        this.shown = shown;
        this.text = text;
        toWrite = shown != null && text == null;
    }

    /** Whether its text is to be written. */
    public boolean isToWrite() {
        return toWrite;
    }

    /** Whether the month is to show it. */
    public boolean isToShow() {
        return shown != null;
    }

    CostPublishSettings settings() {
        return settings;
    }

    ReportLedgerEntry shown() {
        if (shown == null) {
            throw new IllegalStateException("the month shows another version");
        }
        return shown;
    }

    ConversionSummary text() {
        if (text == null) {
            throw new IllegalStateException(shown().version().manifestUri() + " has no text yet");
        }
        return text;
    }

    TableColumns had() {
        if (had == null) {
            throw new IllegalStateException("the columns were not queried");
        }
        return had;
    }

    void tableHas(TableColumns columns) {
        had = columns;
    }

    void written(ConversionSummary summary) {
        text = summary;
    }
}
