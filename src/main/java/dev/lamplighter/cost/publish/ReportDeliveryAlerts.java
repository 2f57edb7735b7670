package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Raises and clears the alerts about months: a delivery that was set aside or can't be finished, a final month that changed,
 * a report that is overdue. Everything is derived from the ledger, so checks can be repeated and a crash loses nothing.
 */
public final class ReportDeliveryAlerts {
    /** {@link AlertKey#area()} of costs. */
    public static final String AREA = "costs";

    private static final Set<CostProblemCode> CODES = EnumSet.of(
            CostProblemCode.DELIVERY_POSTPONED,
            CostProblemCode.DELIVERY_SET_ASIDE,
            CostProblemCode.FINAL_MONTH_CHANGED,
            CostProblemCode.REPORT_OVERDUE);

    /** How long a change of a final month is an alert; its state shows it for ever. */
    private static final Duration NEWS = Duration.ofDays(7);

    private static final Comparator<ReportLedgerEntry> BY_DELIVERY =
            Comparator.comparing(entry -> entry.version().manifest().lastModified());

    private final ReportLedger ledger;
    private final Set<String> reportNames;
    private final AlertSink alerts;
    private final InstantSource clock;
    private final Duration overdueAfter;
    private final Instant begunAt;

    /**
     * Makes one; {@link #look} checks.
     *
     * @param overdueAfter AWS delivers at least once a day; zero for never
     */
    public ReportDeliveryAlerts(
            ReportLedger ledger,
            Set<String> reportNames,
            AlertSink alerts,
            InstantSource clock,
            Duration overdueAfter) {
        this.ledger = ledger;
        this.reportNames = Set.copyOf(reportNames);
        this.alerts = alerts;
        this.clock = clock;
        this.overdueAfter = overdueAfter;
        begunAt = clock.instant();
    }

    /** Raises what is wrong now and clears what no longer is. */
    public void look() {
        List<ReportLedgerEntry> versions = ledger.versions().stream()
                .filter(entry -> reportNames.contains(entry.version().reportName()))
                .toList();
        Set<AlertKey> stands = new HashSet<>();
        latest(versions).forEach(entry -> lookAtDelivery(entry, stands));
        versions.stream().filter(this::isNews).forEach(entry -> lookAtFinal(entry, stands));
        reportNames.forEach(report -> lookForDeliveries(report, versions, stands));
        for (Alert alert : alerts.raised(AREA)) {
            if (CODES.stream().anyMatch(alert::is) && !stands.contains(alert.place())) {
                alerts.clear(alert.place());
            }
        }
    }

    /** The latest version of each month of each report. */
    private static Collection<ReportLedgerEntry> latest(List<ReportLedgerEntry> versions) {
        return versions.stream()
                .collect(Collectors.toMap(
                        entry -> entry.version().reportName() + " "
                                + entry.version().month(),
                        Function.identity(),
                        BinaryOperator.maxBy(BY_DELIVERY),
                        LinkedHashMap::new))
                .values();
    }

    private void lookAtDelivery(ReportLedgerEntry latest, Set<AlertKey> stands) {
        ReportVersion version = latest.version();
        AlertKey place = new AlertKey(AREA, version.reportName(), version.month());
        String reason = String.valueOf(latest.reason());
        if (latest.phase() == VersionPhase.REFUSED) {
            stands.add(place);
            alerts.raise(
                    place,
                    AlertSeverity.ERROR,
                    new Problem(
                            CostProblemCode.DELIVERY_SET_ASIDE,
                            where(place),
                            "a delivery was set aside, the month stays as it was",
                            reason,
                            "correct what it names, then costs publish " + version.month()
                                    + "; while the month is open, the next delivery is tried by itself"));
        } else if (latest.phase().isOpen()) {
            stands.add(place); // until its result is known
            if (latest.attempts() > VersionFailurePolicy.PATIENT_ATTEMPTS) {
                alerts.raise(
                        place,
                        AlertSeverity.WARN,
                        new Problem(
                                CostProblemCode.DELIVERY_POSTPONED,
                                where(place),
                                "a delivery can't be finished yet, and is tried again",
                                reason,
                                "see costs plan"));
            }
        }
    }

    private boolean isNews(ReportLedgerEntry entry) {
        MonthChange change = entry.change();
        return entry.phase() == VersionPhase.PUBLISHED
                && change != null
                && change.reopens()
                && entry.changedAt().plus(NEWS).isAfter(clock.instant());
    }

    private void lookAtFinal(ReportLedgerEntry entry, Set<AlertKey> stands) {
        ReportVersion version = entry.version();
        AlertKey place = new AlertKey(AREA, version.reportName(), version.month() + " assembly " + entry.assemblyId());
        stands.add(place);
        MonthChange change = entry.change();
        alerts.raise(
                place,
                AlertSeverity.WARN,
                new Problem(
                        CostProblemCode.FINAL_MONTH_CHANGED,
                        "report " + version.reportName() + ", " + version.month(),
                        "a final month changed",
                        version.month() + " " + (change == null ? "" : change.sentence()),
                        "nothing, if it is a refund you know of; costs rollback " + version.month()
                                + " shows the final version again"));
    }

    private void lookForDeliveries(String report, List<ReportLedgerEntry> versions, Set<AlertKey> stands) {
        Instant last = versions.stream()
                .filter(entry -> entry.version().reportName().equals(report))
                .map(entry -> entry.version().manifest().lastModified())
                .max(Comparator.naturalOrder())
                .orElse(begunAt);
        if (overdueAfter.isZero() || !last.plus(overdueAfter).isBefore(clock.instant())) {
            return;
        }
        AlertKey place = new AlertKey(AREA, report, "deliveries");
        stands.add(place);
        alerts.raise(
                place,
                AlertSeverity.ERROR,
                new Problem(
                        CostProblemCode.REPORT_OVERDUE,
                        "report " + report,
                        "no delivery since " + last,
                        "AWS delivers at least once a day",
                        "look at the report in the billing console and at cost.source; cost.overdue-after says how"
                                + " long to wait"));
    }

    private static String where(AlertKey place) {
        return "report " + place.subject() + ", " + place.resource();
    }
}
