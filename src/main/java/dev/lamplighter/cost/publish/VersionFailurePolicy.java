package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.report.ObjectChangedException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a step of the route {@code cost-version} fails, including an operator's own step: bad input sets
 * the version aside until it is delivered again, anything else postpones it. Either way the month stays as it was.
 */
public final class VersionFailurePolicy {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFailurePolicy.class);
    /** How many attempts wait silently for a missing or changing file, half an hour at least; then it is reported. */
    static final int PATIENT_ATTEMPTS = 5;

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    private final PublishedTables tables;
    private final VersionRecords records;
    private final InstantSource clock;

    public VersionFailurePolicy(PublishedTables tables, VersionRecords records, InstantSource clock) {
        this.tables = tables;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Records that a step failed.
     *
     * @param open null when it failed before the version was opened
     * @return with the problem to report; without one while waiting silently
     */
    public PublicationResult failed(ReportVersion version, @Nullable VersionInProgress open, Throwable thrown) {
        Throwable failure = CostFailureLog.cause(thrown);
        ReportLedger ledger = tables.ledger(version);
        ReportLedgerEntry before = ledger.see(version);
        if (before.phase() == VersionPhase.PUBLISHED && open != null) {
            return open.publication().with(afterwards(before, failure));
        }
        if (!before.phase().isOpen() || ledger.isRewritten(version)) {
            return PublicationResult.unchanged(before).with(CostFailureLog.problem(failure));
        }
        if (is(Problem.Kind.REFUSED, failure)) {
            Problem problem = CostFailureLog.problem(failure);
            setAside(ledger, version, problem);
            return PublicationResult.unchanged(ledger.known(version)).with(problem);
        }
        return postponed(ledger, before, failure);
    }

    private static Problem afterwards(ReportLedgerEntry shown, Throwable failure) {
        return new Problem(
                CostProblemCode.STEP_AFTERWARDS_FAILED,
                shown.version().manifestUri(),
                "a step after the publication of " + shown.month() + " failed",
                reason(failure),
                "correct the step in routes/; the month shows assembly " + shown.assemblyId()
                        + ", and the step isn't run again for it");
    }

    private void setAside(ReportLedger ledger, ReportVersion version, Problem problem) {
        ledger.refused(version, problem.line());
        String known = ledger.known(version).assemblyId();
        try {
            records.quarantined(version, known == null ? version.digest() : known, problem, clock.instant());
        } catch (IOException e) { // the refusal is in the ledger already
            LOG.warn("no reason file for {}: {}", version.manifestUri(), String.valueOf(e.getMessage()));
        }
    }

    private PublicationResult postponed(ReportLedger ledger, ReportLedgerEntry before, Throwable failure) {
        ReportVersion version = before.version();
        boolean waits = is(Problem.Kind.WAIT, failure);
        Instant retryAt = clock.instant().plus(waits ? FIRST_RETRY : delay(before.attempts()));
        String reason = reason(failure);
        ledger.postponed(version, reason, retryAt);
        PublicationResult postponed = PublicationResult.unchanged(ledger.known(version));
        if (waits) {
            Problem problem = CostFailureLog.problem(failure);
            if (!String.valueOf(before.reason()).startsWith(problem.code())) {
                LOG.warn("{}", problem.line());
            }
            return postponed;
        }
        if (isUnderWay(ledger.known(version), failure)) {
            LOG.info("{} waits for its files: {}", version.month(), reason);
            return postponed;
        }
        return postponed.with(new Problem(
                CostProblemCode.DELIVERY_POSTPONED,
                version.manifestUri(),
                "postponed until " + retryAt + " after attempt " + (before.attempts() + 1),
                reason,
                "nothing, if it passes by itself; the month stays as it was",
                Problem.Kind.RETRY));
    }

    /**
     * Whether the delivery may still be under way. AWS promises no order of manifest and files, so a file may come later
     * than its manifest; and where AWS overwrites a report, its files change before its manifest does.
     */
    private static boolean isUnderWay(ReportLedgerEntry entry, Throwable failure) {
        boolean isUnderWay = failure instanceof ObjectChangedException
                || (entry.phase() == VersionPhase.SEEN && is(Problem.Kind.RETRY, failure) && !isAthenas(failure));
        return isUnderWay && entry.attempts() <= PATIENT_ATTEMPTS;
    }

    private static boolean isAthenas(Throwable failure) {
        return failure instanceof ProblemException known
                && (known.problem().is(CostProblemCode.ATHENA_FAILED)
                        || known.problem().is(CostProblemCode.ATHENA_TOO_SLOW));
    }

    private static boolean is(Problem.Kind kind, Throwable failure) {
        return failure instanceof ProblemException known && known.problem().kind() == kind;
    }

    /**
     * The reason of a failure: the message of a problem or a store; some exceptions of files say only by their class what is
     * wrong.
     */
    static String reason(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem().line();
        }
        boolean speaks = failure instanceof IOException && !(failure instanceof FileSystemException);
        return speaks ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** The delay of the next attempt; doubles from a minute to an hour. */
    private static Duration delay(int attempts) {
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(attempts, 6));
        return delay.compareTo(LONGEST_RETRY) < 0 ? delay : LONGEST_RETRY;
    }
}
