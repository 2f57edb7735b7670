package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.publish.RemadeMonth.Phase;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table that is made again with the one that is asked, month by month. A month is there when it has the version that
 * the asked table shows, with the same rows and the same total of every column; or a version that the asked table couldn't hold.
 */
final class RemadeMonths {
    private final ReportDiscovery discovery;
    private final PublishedTable made;
    private final ReportLedger asked;
    private final Set<String> left;
    private final Instant now;

    /** @param left months that aren't made again */
    RemadeMonths(ReportDiscovery discovery, PublishedTable made, PublishedTable asked, Set<String> left, Instant now) {
        this.discovery = discovery;
        this.made = made;
        this.asked = asked.ledger();
        this.left = left;
        this.now = now;
    }

    /** Every month that was delivered or is shown, by report, oldest first. */
    List<RemadeMonth> all() throws IOException {
        List<RemadeMonth> months = new ArrayList<>();
        for (String reportName : discovery.reportNames()) {
            Map<String, ReportVersion> delivered = new TreeMap<>();
            discovery.versions(reportName).forEach(version -> delivered.put(version.month(), version));
            Map<String, ReportLedgerEntry> shown = new TreeMap<>();
            asked.published().stream()
                    .filter(entry -> entry.version().reportName().equals(reportName))
                    .forEach(entry -> shown.put(entry.version().month(), entry));
            Set<String> all = new TreeSet<>(delivered.keySet());
            all.addAll(shown.keySet());
            all.removeAll(left);
            all.forEach(month -> months.add(month(reportName, month, delivered.get(month), shown.get(month))));
        }
        return months;
    }

    private RemadeMonth month(
            String reportName, String month, @Nullable ReportVersion delivered, @Nullable ReportLedgerEntry shown) {
        if (delivered == null) {
            return new RemadeMonth(
                    reportName,
                    month,
                    null,
                    Phase.WAITS,
                    "AWS's files are gone; --leave " + month + " goes on without");
        }
        ReportVersion version = delivered.in(made.settings().tableName());
        Optional<ReportLedgerEntry> before = asked.find(delivered);
        Optional<ReportLedgerEntry> entry = made.ledger().find(version);
        if (before.isEmpty() || before.get().phase().isOpen() || asked.isRewritten(delivered)) {
            return waits(
                    version,
                    "its latest version is published first where it is asked"
                            + before.map(ReportLedgerEntry::reason)
                                    .map(why -> ": " + why)
                                    .orElse(""));
        }
        boolean isRefused = before.get().phase() == VersionPhase.REFUSED;
        if (!isRefused && before.get().phase() != VersionPhase.PUBLISHED) {
            return waits(
                    version,
                    "it shows another version than the latest; costs publish " + month + " shows that, --leave " + month
                            + " goes on without");
        }
        if (entry.isEmpty() || made.ledger().isRewritten(version) || entry.get().isDue(now)) {
            return new RemadeMonth(reportName, month, version, Phase.DUE, "");
        }
        if (entry.get().phase() == VersionPhase.REFUSED) {
            return isRefused && shown == null
                    ? new RemadeMonth(reportName, month, version, Phase.REFUSED, "")
                    : waits(
                            version,
                            "refused there, --leave " + month + " goes on without: "
                                    + entry.get().reason());
        }
        if (entry.get().phase() != VersionPhase.PUBLISHED) {
            return waits(version, "tried again later: " + entry.get().reason());
        }
        String difference = isRefused
                ? ""
                : difference(before.get().converted(), entry.get().converted());
        return difference.isEmpty()
                ? new RemadeMonth(reportName, month, version, Phase.MADE, "")
                : waits(version, difference);
    }

    private static RemadeMonth waits(ReportVersion version, String why) {
        return new RemadeMonth(version.reportName(), version.month(), version, Phase.WAITS, why);
    }

    /** The first difference in words; empty when rows and all totals are equal. */
    private static String difference(ConversionSummary before, ConversionSummary after) {
        if (before.rows() != after.rows()) {
            return after.rows() + " rows there, " + before.rows() + " where it is asked";
        }
        for (Map.Entry<String, BigDecimal> total : before.totals().entrySet()) {
            BigDecimal made = after.totals().get(total.getKey());
            if (made != null && made.compareTo(total.getValue()) != 0) {
                return total.getKey() + " = " + made.toPlainString() + " there, "
                        + total.getValue().toPlainString() + " where it is asked";
            }
        }
        return "";
    }
}
