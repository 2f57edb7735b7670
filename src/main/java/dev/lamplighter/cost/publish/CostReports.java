package dev.lamplighter.cost.publish;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The way of cost reports as routes see it: which versions are due, and publishing one of them. */
public final class CostReports {
    private final Set<String> reportNames;
    private final ReportDiscovery discovery;
    private final ReportLedger ledger;
    private final MonthPublication publication;
    private final InstantSource clock;

    public CostReports(
            Set<String> reportNames,
            ReportDiscovery discovery,
            ReportLedger ledger,
            MonthPublication publication,
            InstantSource clock) {
        this.reportNames = Set.copyOf(reportNames);
        this.discovery = discovery;
        this.ledger = ledger;
        this.publication = publication;
        this.clock = clock;
    }

    /** Versions to publish now, oldest first: listed ones that are not finished, and converted ones that wait. */
    public List<ReportVersion> discover() throws IOException {
        List<LedgerEntry> open = new ArrayList<>();
        for (String reportName : reportNames) {
            for (ReportVersion version : discovery.versions(reportName)) {
                LedgerEntry entry = ledger.see(version);
                if (entry.phase() == VersionPhase.SEEN) {
                    open.add(entry);
                }
            }
        }
        open.addAll(ledger.converted());
        return open.stream()
                .filter(entry -> entry.isDue(clock.instant()))
                .map(LedgerEntry::version)
                .sorted(ReportDiscovery.oldestFirst())
                .toList();
    }

    /** One version at a time, whoever asks. */
    public synchronized Publication publish(ReportVersion version) {
        return publication.publish(version);
    }
}
