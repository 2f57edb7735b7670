package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.view.CostViews;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what belongs to one table that months are published in.
 *
 * @param settings with its name
 * @param ledger of its months
 * @param views over it
 * @param asked the table whose place it is to take; null for that which is asked
 */
record PublishedTable(
        CostPublishSettings settings,
        ReportLedger ledger,
        CostViews views,
        @Nullable PublishedTable asked) {
    /**
     * What changes for those who ask when this version becomes current. A month that is made again keeps what was told when it
     * became current in the table before.
     */
    MonthChange change(ReportLedgerEntry next) {
        Optional<ReportLedgerEntry> before =
                asked == null ? Optional.empty() : asked.ledger().find(next.version());
        if (before.isPresent()
                && before.get().phase() == VersionPhase.PUBLISHED
                && before.get().change() != null) {
            return before.get().change();
        }
        ReportLedger shown = asked == null ? ledger : asked.ledger();
        boolean isSame = before.isPresent() && before.get().phase() == VersionPhase.PUBLISHED;
        return MonthChange.between(
                isSame
                        ? null
                        : shown.shown(
                                        next.version().reportName(),
                                        next.converted().billingPeriod().month())
                                .orElse(null),
                next);
    }
}
