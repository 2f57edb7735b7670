package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionSummary;
import org.jspecify.annotations.Nullable;

/**
 * Holds one version on its way through the route {@code cost-version}, and what is left to do. Confined to its exchange. The
 * names of two methods must not differ only in a prefix that Camel ignores, such as {@code isToConvert} and
 * {@code toConvert}.
 */
public final class VersionInProgress {
    private ReportLedgerEntry entry;
    private final @Nullable ConversionRequest order;
    private boolean toPublish;
    private boolean byAthena;
    private boolean askedOfAthena;
    private @Nullable MonthChange change;
    private PublicationResult publicationResult;

    private VersionInProgress(ReportLedgerEntry entry, @Nullable ConversionRequest order, boolean toPublish) {
        this.entry = entry;
        this.order = order;
        this.toPublish = toPublish;
        publicationResult = PublicationResult.unchanged(entry);
    }

    /** @param byAthena whether Athena is to convert it */
    static VersionInProgress withOrder(ReportLedgerEntry entry, ConversionRequest order, boolean byAthena) {
        VersionInProgress open = new VersionInProgress(entry, order, true);
        open.byAthena = byAthena;
        return open;
    }

    static VersionInProgress withFiles(ReportLedgerEntry entry) {
        return new VersionInProgress(entry, null, true);
    }

    static VersionInProgress finished(ReportLedgerEntry entry) {
        return new VersionInProgress(entry, null, false);
    }

    public ReportVersion version() {
        return entry.version();
    }

    /** Whether there is something to convert. */
    public boolean isToConvert() {
        return order != null;
    }

    /** Whether Athena converts it; else this machine does. */
    public boolean isByAthena() {
        return byAthena;
    }

    /** Notes that the route by Athena was taken. */
    public void askAthena() {
        askedOfAthena = true;
    }

    /** Whether an operator's route never asked Athena for what it is to convert. */
    boolean isPassedOver() {
        return byAthena && !askedOfAthena;
    }

    /** Leaves the conversion to this machine. */
    public void convertHere() {
        byAthena = false;
    }

    /** Whether the month is to show it. */
    public boolean isToPublish() {
        return toPublish;
    }

    /** Whether others are told of its publication: not of a month that is made again in a table that nobody asks yet. */
    public boolean isToTell() {
        return version().remadeIn().isEmpty();
    }

    /** What {@code cur:convert} is to convert, and where to. */
    public ConversionRequest order() {
        if (order == null) {
            throw new IllegalStateException(version().manifestUri() + " is not to be converted");
        }
        return order;
    }

    /** The result so far. */
    public PublicationResult publication() {
        return publicationResult;
    }

    ReportLedgerEntry entry() {
        return entry;
    }

    ConversionSummary summary() {
        return entry.converted();
    }

    MonthChange change() {
        if (change == null) {
            throw new IllegalStateException(version().manifestUri() + " was not compared with what its month shows");
        }
        return change;
    }

    void hasFiles(ReportLedgerEntry now) {
        entry = now;
        publicationResult = PublicationResult.unchanged(now);
    }

    void compared(MonthChange found) {
        change = found;
    }

    void ended(PublicationResult end) {
        toPublish = false;
        publicationResult = end;
    }
}
