package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.watch.WindowAlerts;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Reports why passes fail, once as long as the same pass fails in the same way, and when that is over. What
 * {@link WindowAlerts} has reported is not repeated. Thread-safe; a pass waits for no other here.
 */
final class ReconcileFailureLog {

    private final Logger log;
    private final WindowAlerts windowAlerts;
    private final Map<String, Outage> outages = new HashMap<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new WeakHashMap<>());

    /** The same kind of failure of one pass, again and again. */
    private record Outage(String line, int failures) {}

    ReconcileFailureLog(Logger log, WindowAlerts windowAlerts) {
        this.log = log;
        this.windowAlerts = windowAlerts;
    }

    /**
     * Runs a pass and returns its result.
     *
     * @param name of the pass
     * @throws RuntimeException what the pass threw, which is reported, like a failure inside the result
     */
    ReconcileResult watching(String name, Supplier<ReconcileResult> look) {
        ReconcileResult reconcileResult;
        try {
            reconcileResult = look.get();
        } catch (RuntimeException e) {
            failed(name, e);
            throw e;
        }
        if (reconcileResult.failure() == null) {
            passed(name);
        } else {
            failed(name, reconcileResult.failure());
        }
        return reconcileResult;
    }

    /** Like {@link #watching(String, Supplier)}, for a pass without a result. */
    void watching(String name, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            failed(name, e);
            throw e;
        }
        passed(name);
    }

    /** Reports what failed on a route of the windows, unless a failed pass has been reported already. */
    synchronized void tell(Throwable failure, String routeId) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (seen.contains(cause)) {
                return;
            }
        }
        log.warn("route={} {}", routeId, line(failure));
    }

    private synchronized void failed(String name, RuntimeException failure) {
        seen.add(failure);
        String line = line(failure);
        Outage known = outages.get(name);
        outages.put(name, new Outage(line, known == null ? 1 : known.failures() + 1));
        if ((known != null && known.line().equals(line)) || windowAlerts.isTold(of(failure, name))) {
            return;
        }
        log.warn("look={} {}", name, line);
        log.debug("where it came from", failure);
    }

    private synchronized void passed(String name) {
        Outage over = outages.remove(name);
        if (over != null) {
            log.info("look={} succeeds again after {} failures, the last: {}", name, over.failures(), over.line());
        }
    }

    private static String line(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return Problem.isLine(message) ? message : of(failure, "windows").line();
    }

    /**
     * The problem that a {@link dev.lamplighter.base.ProblemException} carries; for any other exception a problem that says
     * what was thrown.
     */
    static Problem of(Throwable failure, String where) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        return new Problem(
                WindowProblemCode.UNEXPECTED,
                where,
                failure.getClass().getSimpleName(),
                String.valueOf(failure.getMessage()),
                "none needed if it goes away, since the next pass starts over; else report it as a defect, together with the log");
    }
}
