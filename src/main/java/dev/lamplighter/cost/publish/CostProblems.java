package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what went wrong on the cost routes, each in one line, and remembers the last. */
public final class CostProblems {
    private static final Logger LOG = LoggerFactory.getLogger(CostProblems.class);

    private final InstantSource clock;
    private final AtomicReference<@Nullable Told> last = new AtomicReference<>();

    public CostProblems(InstantSource clock) {
        this.clock = clock;
    }

    /** A problem speaks for itself; of anything else the whole trace is for those who look closer. */
    public void tell(Throwable failure) {
        String line = lineOf(failure);
        last.set(new Told(clock.instant(), line));
        LOG.error("{}", line);
        LOG.debug("where it came from", failure);
    }

    public Optional<Told> last() {
        return Optional.ofNullable(last.get());
    }

    private static String lineOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known.problem().line();
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Problem(
                        "COST-100",
                        "cost reports",
                        root.getClass().getSimpleName(),
                        String.valueOf(root.getMessage()),
                        "nothing, if it passes by itself: the step is repeated")
                .line();
    }

    /** One line and when it was told. */
    public record Told(Instant at, String line) {}
}
