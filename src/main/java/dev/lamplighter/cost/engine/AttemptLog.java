package dev.lamplighter.cost.engine;

import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.ledger.AthenaAttempt;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.publish.ConversionRequest;
import dev.lamplighter.cost.publish.VersionFilesCheck;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of attempts: an interrupted one is continued, a failed one is begun anew in another folder, because its
 * statement may still write into its own for as long as Athena lets it; then what is left of it is removed.
 */
public final class AttemptLog {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    /** Longer than any statement of Athena runs. */
    private static final Duration STILL_WRITING = Duration.ofHours(1);

    private static final int SHORT = 8;

    private final Supplier<CostPublishSettings> settings;
    private final AthenaAttempts attempts;
    private final ReportLedger ledger;
    private final ObjectStore target;
    private final InstantSource clock;

    public AttemptLog(
            Supplier<CostPublishSettings> settings,
            AthenaAttempts attempts,
            ReportLedger ledger,
            ObjectStore target,
            InstantSource clock) {
        this.settings = settings;
        this.attempts = attempts;
        this.ledger = ledger;
        this.target = target;
        this.clock = clock;
    }

    /** The attempt at a version that was interrupted with the same files, else a new one, which is not entered yet. */
    AthenaAttempt attempt(ReportVersion version, ConversionRequest order, List<StoredObject> inputs)
            throws IOException {
        String digest = digest(order.manifest(), inputs);
        Optional<AthenaAttempt> interrupted = attempts.interrupted(version, digest);
        if (interrupted.isPresent() && isResumable(interrupted.get())) {
            LOG.info("{} goes on in Athena where it was interrupted report={}", version.month(), version.reportName());
            return interrupted.get();
        }
        String id = UUID.randomUUID().toString();
        String name = id.substring(0, SHORT);
        String prefix = HiveName.of("DDL", "lamplighter_" + name);
        return new AthenaAttempt(
                id,
                version.manifestUri(),
                version.manifest().eTag(),
                digest,
                folder(order, name),
                List.of(prefix),
                AthenaAttempt.State.RUNNING,
                clock.instant());
    }

    /** Whether what it has done is still there: of one that was done, its files. */
    private boolean isResumable(AthenaAttempt attempt) throws IOException {
        return attempt.state() == AthenaAttempt.State.RUNNING || !isEmpty(attempt.folder());
    }

    private boolean isEmpty(String folder) throws IOException {
        try (Stream<StoredObject> objects = target.list(folder)) {
            return objects.findAny().isEmpty();
        }
    }

    /** The version's folder, if there is nothing in it and nobody else may write there; else one of this attempt's own. */
    private String folder(ConversionRequest order, String name) throws IOException {
        CostReportManifest manifest = order.manifest();
        String month = manifest.billingPeriod().month();
        String usual = VersionFilesCheck.folder(order.folder(), month, manifest.assemblyId());
        boolean isTaken = attempts.all().stream()
                .anyMatch(attempt -> attempt.folder().equals(usual) && attempt.state() != AthenaAttempt.State.LEFT);
        return isTaken || !isEmpty(usual)
                ? VersionFilesCheck.folder(order.folder(), month, manifest.assemblyId() + "-" + name)
                : usual;
    }

    private String digest(CostReportManifest manifest, List<StoredObject> inputs) {
        String all = settings.get().athena().database() + " " + manifest.columns() + " "
                + inputs.stream()
                        .map(input -> input.key() + " " + input.eTag() + " " + input.sizeBytes())
                        .toList();
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Enters an attempt in the ledger, before its first statement; one that was interrupted is there already. */
    AthenaAttempt enter(AthenaAttempt attempt, List<String> helpers) {
        if (attempts.all().stream().anyMatch(known -> known.id().equals(attempt.id()))) {
            return attempt;
        }
        List<String> names = new ArrayList<>(attempt.helpers());
        names.addAll(helpers);
        AthenaAttempt entered = new AthenaAttempt(
                attempt.id(),
                attempt.manifestUri(),
                attempt.eTag(),
                attempt.digest(),
                attempt.folder(),
                names,
                attempt.state(),
                attempt.changedAt());
        attempts.begin(entered);
        return entered;
    }

    /** What the version's folder is called. */
    static String name(AthenaAttempt attempt) {
        String folder = attempt.folder().substring(0, attempt.folder().length() - 1);
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    /** The statements that drop an attempt's helper tables. */
    static List<String> drops(AthenaAttempt attempt) {
        return attempt.helpers().stream()
                .skip(1)
                .map(name -> "DROP TABLE IF EXISTS `" + HiveName.of("DDL", name) + "`")
                .toList();
    }

    /** @param isWriting whether Athena may have written into its folder */
    void ended(AthenaAttempt attempt, boolean isFailed, boolean isWriting) {
        AthenaAttempt.State failed = isWriting ? AthenaAttempt.State.FAILED : AthenaAttempt.State.LEFT;
        attempts.ended(attempt.id(), isFailed ? failed : AthenaAttempt.State.DONE, clock.instant());
    }

    /**
     * Removes the files of attempts that failed so long ago that nothing of them runs any more, forgets those, and makes the
     * statements that drop the helper tables of all that won't be continued.
     *
     * @param current the attempt that runs
     */
    List<String> dropsOfLeftovers(AthenaAttempt current) throws IOException {
        List<String> drops = new ArrayList<>();
        for (AthenaAttempt attempt : attempts.all()) {
            if (attempt.id().equals(current.id()) || (!isSameVersion(attempt, current) && isOpen(attempt))) {
                continue;
            }
            if (attempt.state() != AthenaAttempt.State.DONE) {
                drops.addAll(drops(attempt));
            }
            if (isLongAgo(attempt)) {
                removeFiles(attempt);
                attempts.forget(attempt.id());
            }
        }
        return drops;
    }

    private static boolean isSameVersion(AthenaAttempt one, AthenaAttempt other) {
        return one.manifestUri().equals(other.manifestUri()) && one.eTag().equals(other.eTag());
    }

    /** Whether it may be continued, being that of another version which has still to be converted. */
    private boolean isOpen(AthenaAttempt attempt) {
        return attempt.isResumable() && !entries(attempt).isEmpty();
    }

    private List<ReportLedgerEntry> entries(AthenaAttempt attempt) {
        return ledger.versions().stream()
                .filter(entry -> entry.version().manifestUri().equals(attempt.manifestUri())
                        && entry.version().manifest().eTag().equals(attempt.eTag()))
                .filter(entry -> entry.phase().isOpen() && entry.summary() == null)
                .toList();
    }

    private boolean isLongAgo(AthenaAttempt attempt) {
        return attempt.changedAt().plus(STILL_WRITING).isBefore(clock.instant());
    }

    /** Removes what a failed attempt wrote, unless a version has its files there. */
    private void removeFiles(AthenaAttempt attempt) throws IOException {
        boolean isUsed = ledger.versions().stream()
                .filter(entry -> entry.summary() != null)
                .flatMap(entry -> entry.converted().outputs().stream())
                .anyMatch(key -> key.startsWith(attempt.folder()));
        boolean isOfThisTable = settings.get().tables().keySet().stream()
                .anyMatch(report -> attempt.folder().startsWith(settings.get().tableFolder(report)));
        if (isUsed || !isOfThisTable || !attempt.mayHaveWritten()) {
            return;
        }
        List<String> keys;
        try (Stream<StoredObject> objects = target.list(attempt.folder())) {
            keys = objects.map(StoredObject::key).toList();
        }
        for (String key : keys) {
            target.delete(key);
        }
    }
}
