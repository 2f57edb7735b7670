package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.TableColumn;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectChangedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Takes one version from its manifest to its month, step by step, each step written to the ledger before the next. It
 * may be called again at any time with any version: what is done is not done twice, what was interrupted goes on.
 */
public final class MonthPublication {
    private static final Logger LOG = LoggerFactory.getLogger(MonthPublication.class);

    private static final int SERVICES_TOLD = 5;
    /** So often a file that is missing or changing is waited for in silence, half an hour at least; then it is told. */
    static final int PATIENT_ATTEMPTS = 5;

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private final CostSettings settings;
    private final ReportLedger ledger;
    private final VersionConversion conversion;
    private final PublishedTable table;
    private final InstantSource clock;

    public MonthPublication(
            CostSettings settings,
            ReportLedger ledger,
            VersionConversion conversion,
            PublishedTable table,
            InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.conversion = conversion;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Publishes a version unless it is done, refused or older than what the month shows.
     *
     * @throws ProblemException for bad input, which sets the version aside until it is delivered again, and for an
     *     outage, which postpones it
     */
    public Publication publish(ReportVersion version) {
        ledger.see(version);
        if (ledger.isRewritten(version)) {
            compareFiles(version);
        }
        LedgerEntry entry = again(version);
        if (!entry.phase().isOpen()) {
            return Publication.unchanged(entry);
        }
        try {
            return advance(entry);
        } catch (IOException | RuntimeException e) {
            String before = String.valueOf(again(version).reason());
            ProblemException problem = postponed(version, e);
            if (is(Problem.Kind.WAIT, e)) {
                if (!before.startsWith(((ProblemException) e).problem().code())) {
                    LOG.warn("{}", problem.problem().why());
                }
                return Publication.unchanged(again(version));
            }
            if (isUnderWay(again(version), e)) {
                LOG.info(
                        "{} waits for its files: {}",
                        version.month(),
                        problem.problem().why());
                return Publication.unchanged(again(version));
            }
            throw problem;
        }
    }

    /** What a manifest names may be others though it is the same to the byte: their ETags tell. */
    private void compareFiles(ReportVersion version) {
        try {
            if (conversion.inputsAreUnchanged(again(version).converted())) {
                ledger.deliveredAgain(version);
                return;
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            MonthAlerts.POSTPONED,
                            version.manifestUri(),
                            "delivered again, its files can't be looked at",
                            reason(e),
                            "nothing, if it passes by itself; the month stays as it was"),
                    e);
        }
        ledger.deliveredOtherwise(version);
        LOG.info(
                "{} was delivered again with other files under the same manifest report={}",
                version.month(),
                version.reportName());
    }

    boolean hasFiles(LedgerEntry entry) throws IOException {
        return conversion.outputsExist(entry.converted());
    }

    private Publication advance(LedgerEntry entry) throws IOException {
        ReportVersion version = entry.version();
        if (entry.phase() == VersionPhase.CONVERTED && !conversion.outputsExist(entry.converted())) {
            ledger.reopen(version);
        }
        if (again(version).phase() == VersionPhase.SEEN && !convert(version)) {
            return Publication.unchanged(again(version));
        }
        return makeCurrent(again(version));
    }

    /** False when the month shows a newer version already. */
    private boolean convert(ReportVersion version) throws IOException {
        try {
            CostReportManifest manifest = ownFolder(version, conversion.manifest(version));
            ledger.describe(version, manifest.billingPeriod().month(), manifest.assemblyId());
            if (isOutdated(again(version))) {
                return false;
            }
            ConversionSummary summary = conversion.convert(manifest, settings.tableFolder(version.reportName()));
            conversion.records().reconciled(version, summary, clock.instant());
            conversion.records().released(version, manifest.assemblyId());
            ledger.converted(version, summary);
            return true;
        } catch (ProblemException refused) {
            if (is(Problem.Kind.REFUSED, refused)) {
                setAside(version, refused);
            }
            throw refused;
        }
    }

    private void setAside(ReportVersion version, ProblemException refused) {
        ledger.refused(version, refused.problem().line());
        quarantine(version, refused);
    }

    /** The refusal stands in the ledger already; a reason file that can't be written is told beside it. */
    private void quarantine(ReportVersion version, ProblemException refused) {
        String known = again(version).assemblyId();
        try {
            conversion
                    .records()
                    .quarantined(version, known == null ? digest(version) : known, refused.problem(), clock.instant());
        } catch (IOException e) {
            refused.addSuppressed(e);
            LOG.warn("no reason file for {}: {}", version.manifestUri(), String.valueOf(e.getMessage()));
        }
    }

    /** Names a version by its manifest's content. */
    private static String digest(ReportVersion version) {
        byte[] content = version.manifest().eTag().getBytes(StandardCharsets.UTF_8);
        return BinaryUtils.toHex(Md5Utils.computeMD5Hash(content)).substring(0, 8);
    }

    /** A manifest written again under the same assembly must not write into a folder that queries may be reading. */
    private CostReportManifest ownFolder(ReportVersion version, CostReportManifest manifest) {
        String month = manifest.billingPeriod().month();
        String assemblyId = manifest.assemblyId();
        if (!ledger.isTaken(version, month, assemblyId)) {
            return manifest;
        }
        String byContent = assemblyId + "-" + digest(version);
        return manifest.named(
                ledger.isTaken(version, month, byContent)
                        ? byContent + "-" + version.manifest().lastModified().getEpochSecond()
                        : byContent);
    }

    private Publication makeCurrent(LedgerEntry entry) throws IOException {
        if (isOutdated(entry)) {
            return Publication.unchanged(again(entry.version()));
        }
        ConversionSummary summary = entry.converted();
        String reportName = entry.version().reportName();
        String month = summary.billingPeriod().month();
        String root = settings.tableFolder(reportName);
        fit(entry, conversion.location(root));
        showSeedNames(reportName, summary);
        if (ExportView.fits(summary.columns().stream().map(TableColumn::name).toList())) {
            table.showByKey(settings.exportView(reportName), settings.table(reportName), settings.tagColumn());
        }
        MonthChange change = MonthChange.between(ledger.shown(reportName, month).orElse(null), entry);
        conversion.records().changing(entry.version(), summary, change);
        table.makeCurrent(
                settings.table(reportName),
                month,
                conversion.location(VersionConversion.folder(root, month, summary.assemblyId())));
        ledger.published(entry, change);
        Publication publication = new Publication(entry.version(), VersionPhase.PUBLISHED, true, summary, change, null);
        LOG.info(
                "{} report={} table={} elapsedMs={}",
                publication.sentence(),
                reportName,
                settings.table(reportName),
                summary.elapsed().toMillis());
        change.serviceLines(SERVICES_TOLD)
                .forEach(line -> LOG.info("{} changed by service report={}: {}", month, reportName, line));
        return publication;
    }

    /** A column that has another type than the table's will have it in an hour, too. */
    private void fit(LedgerEntry entry, String location) {
        try {
            table.fit(
                    settings.table(entry.version().reportName()),
                    entry.converted().columns(),
                    location);
        } catch (ProblemException refused) {
            if (is(Problem.Kind.REFUSED, refused)) {
                setAside(entry.version(), refused);
            }
            throw refused;
        }
    }

    /** Columns of earlier months keep the names they had. */
    private void showSeedNames(String reportName, ConversionSummary summary) {
        List<String> views = settings.seedViews(reportName);
        if (views.isEmpty()) {
            return;
        }
        Map<String, List<String>> headers = new HashMap<>();
        summary.columns().forEach(column -> headers.put(column.name(), column.headers()));
        for (LedgerEntry month : ledger.published()) {
            if (month.version().reportName().equals(reportName)) {
                month.converted().columns().forEach(column -> headers.putIfAbsent(column.name(), column.headers()));
            }
        }
        views.forEach(view -> table.showAs(view, settings.table(reportName), headers));
    }

    /** Order is AWS's order of writing manifests; assembly ids don't sort. */
    private boolean isOutdated(LedgerEntry entry) {
        String month = entry.month();
        Optional<LedgerEntry> newer = month == null
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

    /**
     * AWS promises no order of manifest and files, so a file may come later than its manifest; and where AWS overwrites a
     * report, its files change before its manifest does.
     */
    private static boolean isUnderWay(LedgerEntry entry, Exception failure) {
        boolean isUnderWay = failure instanceof ObjectChangedException
                || (entry.phase() == VersionPhase.SEEN && is(Problem.Kind.RETRY, failure));
        return isUnderWay && entry.attempts() <= PATIENT_ATTEMPTS;
    }

    private static boolean is(Problem.Kind kind, Exception failure) {
        return failure instanceof ProblemException known && known.problem().kind() == kind;
    }

    private ProblemException postponed(ReportVersion version, Exception failure) {
        LedgerEntry entry = again(version);
        if (entry.phase() == VersionPhase.REFUSED && failure instanceof ProblemException refused) {
            return refused;
        }
        Instant retryAt = clock.instant().plus(is(Problem.Kind.WAIT, failure) ? FIRST_RETRY : delay(entry.attempts()));
        String reason = reason(failure);
        ledger.postponed(version, reason, retryAt);
        return new ProblemException(
                new Problem(
                        "COST-106",
                        version.manifestUri(),
                        "postponed until " + retryAt + " after attempt " + (entry.attempts() + 1),
                        reason,
                        "nothing, if it passes by itself; the month stays as it was"),
                failure);
    }

    /** A problem and a failure of a store speak for themselves; of files some say by their class alone what is wrong. */
    private static String reason(Exception failure) {
        if (failure instanceof ProblemException known) {
            return known.problem().line();
        }
        boolean speaks = failure instanceof IOException && !(failure instanceof FileSystemException);
        return speaks ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Doubles from a minute to an hour. */
    private static Duration delay(int attempts) {
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(attempts, 6));
        return delay.compareTo(LONGEST_RETRY) < 0 ? delay : LONGEST_RETRY;
    }

    private LedgerEntry again(ReportVersion version) {
        return ledger.find(version).orElseThrow();
    }
}
