package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.ConversionEngine;
import dev.lamplighter.cost.ledger.KeptNumberTypes;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.CostReportManifest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records each step of the route {@code cost-version} in the ledger before the next begins. The route may be run at any time
 * with any version: it skips what is done, and resumes what was interrupted.
 */
public final class CostVersionSteps {
    private static final Logger LOG = LoggerFactory.getLogger(CostVersionSteps.class);
    private static final int SERVICES_TOLD = 5;

    private final PublishedTables tables;
    private final VersionFilesCheck files;
    private final ConversionEngine engine;
    private final InstantSource clock;

    /** @param engine who is to convert CSV */
    public CostVersionSteps(
            PublishedTables tables, ConversionEngine engine, VersionFilesCheck files, InstantSource clock) {
        this.tables = tables;
        this.engine = engine;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Determines what is left to do, which is nothing for a version that is done, refused, or older than the one its month
     * shows.
     */
    public VersionInProgress open(ReportVersion version) throws IOException {
        ReportLedger ledger = ledger(version);
        ledger.see(version);
        if (ledger.isRewritten(version)) {
            compareFiles(version);
        }
        ReportLedgerEntry entry = ledger.known(version);
        if (entry.phase() == VersionPhase.CONVERTED && !files.outputsExist(entry.converted())) {
            ledger.reopen(version);
            entry = ledger.known(version);
        }
        return switch (entry.phase()) {
            case SEEN -> toConvert(version);
            case CONVERTED -> isOutdated(entry) ? done(version) : VersionInProgress.withFiles(entry);
            default -> VersionInProgress.finished(entry);
        };
    }

    private VersionInProgress toConvert(ReportVersion version) throws IOException {
        CostReportManifest manifest = files.manifest(version);
        CostReportManifest own = manifest.named(ownFolder(version, manifest));
        ReportLedger ledger = ledger(version);
        ledger.describe(version, own.billingPeriod().month(), own.assemblyId());
        ReportLedgerEntry entry = ledger.known(version);
        if (isOutdated(entry)) {
            return done(version);
        }
        List<ReportLedgerEntry> months = ledger.published().stream()
                .filter(month -> month.version().reportName().equals(version.reportName()))
                .toList();
        CostReportManifest typed = new KeptNumberTypes(months).in(own);
        return VersionInProgress.withOrder(
                entry,
                new ConversionRequest(
                        typed, tables.of(version).settings().tableFolder(version.reportName()), List.of()),
                // A month that is made again goes into another table's folder, which is this machine's work alone.
                engine != ConversionEngine.LOCAL
                        && !manifest.isParquet()
                        && version.remadeIn().isEmpty());
    }

    private VersionInProgress done(ReportVersion version) {
        return VersionInProgress.finished(ledger(version).known(version));
    }

    /**
     * Compares the files of a manifest by their ETags, because they may have changed although the manifest is the same byte
     * for byte.
     */
    private void compareFiles(ReportVersion version) {
        ReportLedger ledger = ledger(version);
        try {
            if (files.inputsAreUnchanged(ledger.known(version).converted())) {
                ledger.deliveredAgain(version);
                return;
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            CostProblemCode.DELIVERY_POSTPONED,
                            version.manifestUri(),
                            "delivered again, its files can't be checked",
                            VersionFailurePolicy.reason(e),
                            "nothing, if it passes by itself; the month stays as it was",
                            Problem.Kind.RETRY),
                    e);
        }
        ledger.deliveredOtherwise(version);
        LOG.info(
                "{} was delivered again with other files under the same manifest report={}",
                version.month(),
                version.reportName());
    }

    /**
     * The name of a version's folder; a manifest written again under the same assembly must not use a folder that queries
     * may be reading.
     */
    private String ownFolder(ReportVersion version, CostReportManifest manifest) {
        String month = manifest.billingPeriod().month();
        String assemblyId = manifest.assemblyId();
        ReportLedger ledger = ledger(version);
        if (!ledger.isTaken(version, month, assemblyId)) {
            return assemblyId;
        }
        String byContent = assemblyId + "-" + version.digest();
        return ledger.isTaken(version, month, byContent)
                ? byContent + "-" + version.manifest().lastModified().getEpochSecond()
                : byContent;
    }

    /** Records that its files are written and were read back with the same rows and sums. */
    public void converted(VersionInProgress open, ConvertedParquetFiles written) throws IOException {
        ReportVersion version = open.version();
        ConversionSummary summary = written.summary();
        ReportLedger ledger = ledger(version);
        if (open.isPassedOver()) {
            LOG.warn(
                    "converted here: routes/cost-version.camel.yaml is of an earlier version, which knows no"
                            + " cost.convert.engine report={}",
                    version.reportName());
        }
        files.records().reconciled(version, summary, clock.instant());
        files.records().released(version, summary.assemblyId());
        ledger.converted(version, summary);
        open.hasFiles(ledger.known(version));
        if (isOutdated(open.entry())) {
            open.ended(PublicationResult.unchanged(ledger.known(version)));
        }
    }

    /** Compares what the month will show with what it shows, and records that before the month changes. */
    public void compare(VersionInProgress open) throws IOException {
        ReportLedgerEntry entry = open.entry();
        MonthChange change = tables.of(entry.version()).change(entry);
        files.records().changing(entry.version(), open.summary(), change);
        open.compared(change);
    }

    /** Records that the month shows it. */
    public PublicationResult published(VersionInProgress open) {
        ReportVersion version = open.version();
        MonthChange change = open.change();
        ConversionSummary summary = open.summary();
        PublishedTable target = tables.of(version);
        target.ledger().published(open.entry(), change);
        target.views().made(version.reportName());
        PublicationResult publicationResult = PublicationResult.switched(version, summary, change);
        open.ended(publicationResult);
        LOG.info(
                "{} report={} table={} elapsedMs={}",
                publicationResult.sentence(),
                version.reportName(),
                target.settings().table(version.reportName()),
                summary.elapsed().toMillis());
        if (version.remadeIn().isEmpty()) {
            tellServices(version, summary, change);
        }
        return publicationResult;
    }

    private static void tellServices(ReportVersion version, ConversionSummary summary, MonthChange change) {
        String month = summary.billingPeriod().month();
        change.serviceLines(SERVICES_TOLD)
                .forEach(line -> LOG.info("{} changed by service report={}: {}", month, version.reportName(), line));
    }

    private ReportLedger ledger(ReportVersion version) {
        return tables.ledger(version);
    }

    /**
     * Whether the month shows a newer version; then this one is recorded as superseded. The order is that in which AWS wrote
     * the manifests; assembly ids can't be sorted.
     */
    private boolean isOutdated(ReportLedgerEntry entry) {
        String month = entry.month();
        ReportLedger ledger = ledger(entry.version());
        Optional<ReportLedgerEntry> newer = month == null
                ? Optional.empty()
                : ledger.current(entry.version().reportName(), month).filter(current -> current.isNewerThan(entry));
        newer.ifPresent(current -> {
            ledger.superseded(entry.version(), "the month shows the newer assembly " + current.assemblyId());
            LOG.info(
                    "{} left as it is: assembly {} is older than {} report={}",
                    month,
                    entry.assemblyId(),
                    current.assemblyId(),
                    entry.version().reportName());
        });
        return newer.isPresent();
    }
}
