package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of versions that were replaced long ago, and what is left of those that were replaced before they were
 * ever shown. It keeps the files of the version that is shown, of one that was withdrawn by hand, and of one that a query
 * from before the last switch may still read. Records are kept, too.
 */
public final class OldVersionRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(OldVersionRemoval.class);

    private final Supplier<CostPublishSettings> settings;
    private final RetentionSettings retention;
    private final ReportLedger ledger;
    private final ObjectStore target;
    private final InstantSource clock;

    public OldVersionRemoval(
            Supplier<CostPublishSettings> settings,
            RetentionSettings retention,
            ReportLedger ledger,
            ObjectStore target,
            InstantSource clock) {
        this.settings = settings;
        this.retention = retention;
        this.ledger = ledger;
        this.target = target;
        this.clock = clock;
    }

    /** Removes the files, then updates the ledger: if the process is killed in between, the same is removed again. */
    void remove() throws IOException {
        for (ReportLedgerEntry entry : removable()) {
            removeFiles(entry);
            ledger.filesRemoved(entry.version(), "files removed " + clock.instant());
        }
        Set<String> shown = ledger.published().stream().map(this::folder).collect(Collectors.toSet());
        for (ReportLedgerEntry entry : ledger.neverConverted()) {
            if (!shown.contains(folder(entry))) {
                abandonUploads(entry);
                removeFiles(entry);
                ledger.emptied(entry.version());
            }
        }
    }

    /** Aborts the uploads of a conversion that ended in the middle. */
    private void abandonUploads(ReportLedgerEntry entry) {
        try {
            target.abandon(folder(entry), (key, begun) -> true);
        } catch (IOException e) { // the right to list them may be missing
            LOG.debug("uploads to {} stay: {}", folder(entry), String.valueOf(e.getMessage()));
        }
    }

    private void removeFiles(ReportLedgerEntry entry) throws IOException {
        List<String> keys;
        try (Stream<StoredObject> objects = target.list(folder(entry))) {
            keys = objects.map(StoredObject::key).toList();
        }
        for (String key : keys) {
            target.delete(key);
        }
        if (!keys.isEmpty()) {
            LOG.info(
                    "{} removed the files of assembly {} report={} files={}",
                    entry.month(),
                    entry.assemblyId(),
                    entry.version().reportName(),
                    keys.size());
        }
    }

    /** The versions that {@link #remove()} would remove now. */
    List<ReportLedgerEntry> removable() {
        List<ReportLedgerEntry> removable = new ArrayList<>();
        for (ReportLedgerEntry current : ledger.published()) {
            ledger
                    .versions(
                            current.version().reportName(),
                            current.converted().billingPeriod().month())
                    .stream()
                    .filter(entry -> isReplaced(entry) && entry.summary() != null)
                    .skip(retention.versions())
                    .filter(entry -> isOld(entry.changedAt()) && !folder(entry).equals(folder(current)))
                    .forEach(removable::add);
        }
        return removable;
    }

    /** Whether a version was replaced; one that did not fit its table was converted, too. */
    private static boolean isReplaced(ReportLedgerEntry entry) {
        return entry.phase() == VersionPhase.SUPERSEDED || entry.phase() == VersionPhase.REFUSED;
    }

    private boolean isOld(Instant replacedAt) {
        return replacedAt.plus(retention.age()).isBefore(clock.instant());
    }

    private String folder(ReportLedgerEntry entry) {
        return VersionFilesCheck.folder(
                settings.get().tableFolder(entry.version().reportName()),
                String.valueOf(entry.month()),
                String.valueOf(entry.assemblyId()));
    }
}
