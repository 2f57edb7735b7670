package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the versions that are due, and carries out an operator's decision about which version a month shows. The publishing
 * itself is done by the route {@code cost-version}.
 */
public final class CostReports {
    private final ReportDiscovery discovery;
    private final ReportLedger ledger;
    private final VersionFilesCheck files;
    private final OldVersionRemoval oldVersions;
    private final PublishingLock turn;
    private final InstantSource clock;

    public CostReports(
            ReportDiscovery discovery,
            ReportLedger ledger,
            VersionFilesCheck files,
            OldVersionRemoval oldVersions,
            PublishingLock turn,
            InstantSource clock) {
        this.discovery = discovery;
        this.ledger = ledger;
        this.files = files;
        this.oldVersions = oldVersions;
        this.turn = turn;
        this.clock = clock;
    }

    /** The versions to publish now, oldest first: listed ones that are not finished, and converted ones that wait. */
    public List<ReportVersion> discover() throws IOException {
        return open(entry -> entry.isDue(clock.instant()));
    }

    /** Removes the files of versions that were replaced long ago. */
    public void removeOldVersions() throws IOException {
        turn.alone(() -> {
            oldVersions.remove();
            return true;
        });
    }

    /**
     * Decides that a month shows another version that was converted before.
     *
     * @param to the version's assembly; empty for the one that was shown before
     * @return the version, to be published
     * @throws ProblemException COST-107 when there is no such version, COST-108 when its files are gone
     */
    ReportVersion turnBack(String reportName, String month, String to) throws IOException {
        return turn.alone(() -> {
            ReportLedgerEntry chosen = choice(reportName, month, to);
            turn(chosen, "taken back by hand for assembly " + chosen.assemblyId());
            return chosen.version();
        });
    }

    private ReportLedgerEntry choice(String reportName, String month, String to) {
        List<ReportLedgerEntry> versions = ledger.versions(reportName, month);
        ReportLedgerEntry shown = ledger.shown(reportName, month)
                .orElseThrow(() -> refused(month, "no version is shown", "this month was never published"));
        return versions.stream()
                .filter(entry -> entry.summary() != null && !entry.version().equals(shown.version()))
                .filter(entry -> to.isEmpty()
                        ? shown.isNewerThan(entry) && entry.phase() != VersionPhase.REFUSED
                        : to.equals(entry.assemblyId()))
                .findFirst()
                .orElseThrow(() -> refused(month, to.isEmpty() ? "no earlier version" : to, choices(versions)));
    }

    /**
     * Opens all versions that are to be published, due or not; for a single month also one that was taken back or refused.
     *
     * @param month {@code YYYY-MM}; empty for all
     * @return what is left to be published, oldest first
     */
    List<ReportVersion> reopen(String month) throws IOException {
        return turn.alone(() -> reopened(month));
    }

    private List<ReportVersion> reopened(String month) throws IOException {
        if (!month.isEmpty()) {
            for (ReportVersion version : discovery.versions()) {
                ReportLedgerEntry entry = ledger.see(version);
                if (version.month().equals(month) && !ledger.isRewritten(version)) {
                    giveAnotherChance(entry);
                }
            }
        }
        return open(entry -> true).stream()
                .filter(version -> month.isEmpty() || version.month().equals(month))
                .toList();
    }

    private void giveAnotherChance(ReportLedgerEntry entry) throws IOException {
        if (entry.phase() == VersionPhase.REFUSED) {
            ledger.retry(entry.version());
        } else if (entry.phase() == VersionPhase.WITHDRAWN) {
            turn(entry, "published again by hand");
        }
    }

    private void turn(ReportLedgerEntry chosen, String reason) throws IOException {
        if (!files.outputsExist(chosen.converted())) {
            throw new ProblemException(new Problem(
                    CostProblemCode.FILES_REMOVED,
                    chosen.version().manifestUri(),
                    "assembly " + chosen.assemblyId() + " has no files",
                    "they were removed",
                    "choose another version, or let AWS deliver the month again",
                    Problem.Kind.USER));
        }
        ledger.turnTo(chosen, reason);
    }

    /**
     * The open versions. If a manifest was written again, its files must be compared before a waiting version may be shown.
     */
    private List<ReportVersion> open(Predicate<ReportLedgerEntry> isDue) throws IOException {
        List<ReportVersion> open = new ArrayList<>();
        Set<ReportLedgerEntry> rewritten = new HashSet<>();
        for (ReportVersion version : discovery.versions()) {
            ReportLedgerEntry entry = ledger.see(version);
            if (ledger.isRewritten(version)) {
                rewritten.add(entry);
                open.add(version);
            } else if (entry.phase() == VersionPhase.SEEN && isDue.test(entry)) {
                open.add(entry.version());
            }
        }
        ledger.converted().stream()
                .filter(entry -> isDue.test(entry) && !rewritten.contains(entry))
                .forEach(entry -> open.add(entry.version()));
        open.sort(ReportDiscovery.oldestFirst());
        return open;
    }

    private static String choices(List<ReportLedgerEntry> versions) {
        return "there are "
                + versions.stream()
                        .filter(entry -> entry.summary() != null)
                        .map(entry -> entry.assemblyId() + " (" + entry.phase() + ")")
                        .toList();
    }

    private static ProblemException refused(String month, String what, String why) {
        return new ProblemException(new Problem(
                CostProblemCode.NO_SUCH_VERSION, month, what, why, "see lamplighter costs report", Problem.Kind.USER));
    }
}
