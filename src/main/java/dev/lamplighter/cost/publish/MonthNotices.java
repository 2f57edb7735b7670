package dev.lamplighter.cost.publish;

import dev.lamplighter.base.message.Event;
import dev.lamplighter.base.message.MessageOutbox;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells the operator's route {@code month-published} of each month that shows another version. It compares the ledger with
 * what was told, so that each change is told once, over restarts, too, and also one that was made by hand.
 */
public final class MonthNotices {
    private static final Set<String> EVENTS = Set.of(Event.MONTH_PUBLISHED);

    private final ReportLedger ledger;
    private final MessageOutbox messages;

    public MonthNotices(ReportLedger ledger, MessageOutbox messages) {
        this.ledger = ledger;
        this.messages = messages;
    }

    /** Tells what has changed since the last look. */
    public void look() {
        if (!messages.wants(EVENTS)) {
            return;
        }
        Instant since = messages.since("months");
        for (ReportLedgerEntry shown : ledger.published()) {
            if (shown.changedAt().isAfter(since)) {
                publish(shown);
            }
        }
    }

    private void publish(ReportLedgerEntry shown) {
        MonthChange change = shown.change();
        if (change == null) {
            return;
        }
        String report = shown.version().reportName();
        PublicationResult result = PublicationResult.switched(shown.version(), shown.converted(), change);
        messages.publish(new Event(
                Event.MONTH_PUBLISHED,
                report + " " + change.month() + " " + change.to() + " " + shown.changedAt(),
                Map.of(
                        "MonthReport", report,
                        "Month", change.month(),
                        "MonthAssembly", change.to(),
                        "MonthAssemblyBefore", Objects.requireNonNullElse(change.from(), ""),
                        "MonthState", shown.state().word(),
                        "MonthCost", PublicationResult.costs(shown.converted())),
                change.month() + " published",
                result.sentence(),
                "",
                null));
    }
}
