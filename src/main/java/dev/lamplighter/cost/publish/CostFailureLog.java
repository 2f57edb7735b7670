package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsErrorText;
import dev.lamplighter.base.code.CostProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the failures of the cost routes, each in one line, and remembers the last. An outage of AWS, in which the same step
 * of a route fails in each round, is logged when it begins and when it is over.
 */
public final class CostFailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(CostFailureLog.class);

    private final InstantSource clock;
    private final boolean inTheLog;
    private final AtomicReference<@Nullable Told> last = new AtomicReference<>();
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();

    public CostFailureLog(InstantSource clock) {
        this(clock, true);
    }

    private CostFailureLog(InstantSource clock, boolean inTheLog) {
        this.clock = clock;
        this.inTheLog = inTheLog;
    }

    /** Makes one for a command, which prints its result itself, so that the log doesn't repeat it. */
    public static CostFailureLog ofACommand(InstantSource clock) {
        return new CostFailureLog(clock, false);
    }

    /**
     * Logs a failure in one line, one that lasts only when it begins; the stack trace at DEBUG.
     *
     * @param routeId of the route that failed
     */
    public void tell(Throwable failure, String routeId) {
        Problem problem = problem(failure);
        Told told = remember(problem);
        boolean isOutage = known(failure).isEmpty();
        boolean lasts = isOutage || problem.kind() == Problem.Kind.WAIT;
        if (!lasts || isNew(routeId, isOutage ? problem.what() : problem.code(), told)) {
            log(told);
        }
        LOG.debug("where it came from", failure);
    }

    /** Logs the failure of a version, each time. */
    public void tellOfVersion(Problem problem, Throwable failure) {
        log(remember(problem));
        LOG.debug("where it came from", failure);
    }

    private void log(Told told) {
        if (inTheLog) {
            LOG.error("{}", told.line());
        }
    }

    private Told remember(Problem problem) {
        Told told = new Told(clock.instant(), problem.line());
        last.set(told);
        return told;
    }

    /** Records that a step of the route succeeded, which ends an outage if there was one. */
    public void passed(String routeId) {
        Outage outage = outages.remove(routeId);
        if (outage != null) {
            LOG.info(
                    "over after {} failures since {}: {}",
                    outage.failures(),
                    outage.first().at(),
                    outage.first().line());
        }
    }

    private boolean isNew(String routeId, String kind, Told told) {
        Outage outage = outages.compute(
                routeId,
                (id, known) -> known == null || !known.kind().equals(kind)
                        ? new Outage(kind, told, 1)
                        : new Outage(kind, known.first(), known.failures() + 1));
        return outage.failures() == 1;
    }

    public Optional<Told> last() {
        return Optional.ofNullable(last.get());
    }

    public static Problem problem(Throwable failure) {
        return known(failure).orElseGet(() -> outage(failure));
    }

    /** The problem inside a failure, else the cause that Camel has wrapped. */
    static Throwable cause(Throwable failure) {
        Throwable plain = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException) {
                return cause;
            }
            if (plain.getClass().getName().startsWith("org.apache.camel.")) {
                plain = cause;
            }
        }
        return plain;
    }

    private static Optional<Problem> known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return Optional.of(known.problem());
            }
        }
        return Optional.empty();
    }

    /** The problem for a failure without one: AWS or the network. */
    private static Problem outage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Problem(
                CostProblemCode.OUTAGE,
                "cost reports",
                root.getClass().getSimpleName(),
                AwsErrorText.readable(root),
                "nothing, if it passes by itself: the step is repeated, and its next success is reported",
                Problem.Kind.RETRY);
    }

    /** The same kind of failure on one route, again and again. */
    private record Outage(String kind, Told first, int failures) {}

    /** A line, and when it was logged. */
    public record Told(Instant at, String line) {}
}
