package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.ledger.AthenaSpending;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Carries out the operator's verbs on published months. Answers in lines for people; a line that begins with a code is a
 * problem.
 */
public final class CostOperations {
    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
    private static final int SERVICES_TOLD = 5;

    private final ReportDiscovery discovery;
    private final ReportLedger ledger;
    private final CostReports reports;
    private final OldVersionRemoval oldVersions;
    private final RouteCall routes;
    private final PublishingLock turn;
    private final AthenaSpending athena;
    private final RemakeOperations remake;

    public CostOperations(
            ReportDiscovery discovery,
            ReportLedger ledger,
            CostReports reports,
            OldVersionRemoval oldVersions,
            RouteCall routes,
            PublishingLock turn,
            AthenaSpending athena,
            RemakeOperations remake) {
        this.discovery = discovery;
        this.ledger = ledger;
        this.reports = reports;
        this.oldVersions = oldVersions;
        this.routes = routes;
        this.turn = turn;
        this.athena = athena;
        this.remake = remake;
    }

    /** Tells what the next round would do; changes nothing. */
    public List<String> plan() throws IOException {
        List<String> lines = new ArrayList<>();
        for (ReportVersion version : discovery.versions()) {
            lines.add(planned(version, ledger.find(version)));
        }
        oldVersions.removable().forEach(entry -> lines.add(line(entry, "removes its files")));
        return lines;
    }

    /** Publishes open versions, one line each; see {@link CostReports#reopen}. */
    public List<String> publish(String month) throws IOException {
        requireMonthOrNothing(month);
        List<String> lines = new ArrayList<>();
        for (ReportVersion version : reports.reopen(month)) {
            try {
                lines.addAll(told(published(version)));
            } catch (ProblemException e) {
                lines.add(e.problem().line());
            }
        }
        return lines.isEmpty() ? List.of("nothing to publish") : lines;
    }

    private PublicationResult published(ReportVersion version) {
        try {
            return routes.ask("cost-version", version, PublicationResult.class);
        } finally {
            turn.endOwn();
        }
    }

    /** See {@link CostReports#turnBack}; the report may be empty when there is only one. */
    public List<String> rollback(String report, String month, String to) throws IOException {
        requireMonth(month);
        PublicationResult publicationResult = published(reports.turnBack(reportOf(report), month, to));
        Problem problem = publicationResult.problem();
        if (problem != null && !publicationResult.switched()) {
            throw new ProblemException(problem);
        }
        return told(publicationResult);
    }

    /** See {@link RemakeOperations#remake}. */
    public List<String> remake(String table, String left) throws IOException {
        return remake.remake(table, left);
    }

    /** See {@link RemakeOperations#stop}. */
    public List<String> remakeStop() throws IOException {
        return remake.stop();
    }

    /** Verifies the months that are shown, or one of them, which must be. */
    public List<String> verify(String month) {
        requireMonthOrNothing(month);
        List<String> lines = new ArrayList<>();
        for (ReportLedgerEntry shown : ledger.published()) {
            if (month.isEmpty() || month.equals(shown.month())) {
                lines.add(verified(shown));
            }
        }
        if (lines.isEmpty() && !month.isEmpty()) {
            return List.of(new Problem(
                            CostProblemCode.NOT_VERIFIED,
                            month,
                            "not verified",
                            "no version of it is published",
                            "see lamplighter costs report for the months that are",
                            Problem.Kind.USER)
                    .line());
        }
        return lines.isEmpty() ? List.of("nothing is published") : lines;
    }

    /** Every month with its versions, the shown one marked with a star, then what is known of another table, and what Athena has scanned. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        for (ReportLedgerEntry entry : ledger.versions()) {
            lines.add(reported(entry));
            MonthChange change = entry.change();
            if (entry.phase() == VersionPhase.PUBLISHED && change != null) {
                change.serviceLines(SERVICES_TOLD).forEach(line -> lines.add("    " + line));
            }
        }
        if (lines.isEmpty()) {
            lines.add("no report has been delivered yet");
        }
        lines.addAll(remake.state());
        lines.addAll(athena.lines());
        return lines;
    }

    /** The same as an object of JSON. */
    public String reportJson() {
        return MonthVersionsJson.answer(ledger.versions(), athena.json());
    }

    private String verified(ReportLedgerEntry shown) {
        try {
            return routes.ask("cost-verify", shown, String.class);
        } catch (ProblemException e) {
            return e.problem().line();
        }
    }

    private static List<String> told(PublicationResult publicationResult) {
        List<String> lines = new ArrayList<>();
        Problem problem = publicationResult.problem();
        if (problem == null || publicationResult.switched()) {
            lines.add(publicationResult.sentence());
        }
        MonthChange change = publicationResult.change();
        if (change != null) {
            change.serviceLines(SERVICES_TOLD).forEach(line -> lines.add("    " + line));
        }
        if (problem != null) {
            lines.add(problem.line());
        }
        return lines;
    }

    private String planned(ReportVersion version, Optional<ReportLedgerEntry> known) {
        if (known.isEmpty()) {
            return version.month() + "  " + version.reportName() + "  converts and publishes what was delivered "
                    + ZonedTimeText.utc(version.manifest().lastModified()) + finality(version);
        }
        ReportLedgerEntry entry = known.get();
        if (ledger.isRewritten(version)) {
            return line(
                    entry,
                    "compares its files, as the manifest was written again "
                            + ZonedTimeText.utc(version.manifest().lastModified())
                            + "; converts and publishes them if they are others");
        }
        String until = entry.retryAt() == null
                ? ""
                : ", not before " + ZonedTimeText.utc(entry.retryAt()) + ": " + entry.reason();
        return line(
                entry,
                switch (entry.phase()) {
                    case SEEN -> "converts and publishes" + finality(version) + until;
                    case CONVERTED -> "publishes" + finality(version) + until;
                    case PUBLISHED ->
                        "nothing: it is shown, state " + entry.state().word();
                    case SUPERSEDED -> "nothing: " + entry.reason();
                    case WITHDRAWN ->
                        "nothing: " + entry.reason() + "; costs publish " + version.month() + " brings it back";
                    case REFUSED -> "nothing, it was refused: " + entry.reason();
                });
    }

    /** A remark about the month's state, for people who may have approved it already; empty if there is none. */
    private String finality(ReportVersion version) {
        return ledger.shown(version.reportName(), version.month())
                .filter(shown -> shown.state().wasFinal())
                .map(shown -> ", though the month is " + shown.state().word() + " with assembly " + shown.assemblyId())
                .orElse("");
    }

    private static String line(ReportLedgerEntry entry, String what) {
        ReportVersion version = entry.version();
        return version.month() + "  " + version.reportName() + "  "
                + (entry.assemblyId() == null ? "" : "assembly " + entry.assemblyId() + "  ") + what;
    }

    private static String reported(ReportLedgerEntry entry) {
        StringBuilder line = new StringBuilder(entry.phase() == VersionPhase.PUBLISHED ? "* " : "  ");
        line.append(line(entry, entry.phase().name().toLowerCase(Locale.ROOT)))
                .append(' ')
                .append(ZonedTimeText.utc(entry.changedAt()));
        if (entry.summary() != null) {
            line.append("  rows ").append(entry.summary().rows());
            line.append("  cost ").append(PublicationResult.costs(entry.summary()));
            line.append("  state ").append(entry.state().word());
        }
        MonthChange change = entry.change();
        if (change != null) {
            line.append("  ").append(change.sentence());
        } else if (entry.reason() != null) {
            line.append("  ").append(entry.reason());
        }
        return line.toString();
    }

    private String reportOf(String report) {
        Set<String> reportNames = discovery.reportNames();
        if (report.isEmpty() && reportNames.size() == 1) {
            return reportNames.iterator().next();
        }
        if (!reportNames.contains(report)) {
            throw refused("report \"" + report + "\"", "allowed are " + reportNames);
        }
        return report;
    }

    private static void requireMonthOrNothing(String month) {
        if (!month.isEmpty()) {
            requireMonth(month);
        }
    }

    private static void requireMonth(String month) {
        if (!MONTH.matcher(month).matches()) {
            throw refused("month \"" + month + "\"", "a month is YYYY-MM");
        }
    }

    private static ProblemException refused(String what, String why) {
        return new ProblemException(new Problem(
                CostProblemCode.BAD_ARGUMENT, "costs", what, why, "see lamplighter costs --help", Problem.Kind.USER));
    }
}
