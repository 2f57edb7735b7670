package dev.lamplighter.app.health;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.RouteProblemCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line when a route begins to fail, one when it fails with another error, and one when it succeeds again. Safe for
 * many threads.
 *
 * <p>Reports only failures that nothing in the route handled, in place of the lines that Camel logs for each of them. Two
 * errors count as the same if their type, code and route are the same; messages are not compared, because they contain ids
 * and times.
 */
public final class RouteFailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFailureLog.class);
    private static final String SENDER = "LamplighterSenderTells";

    private final UnaryOperator<String> places;
    private final Map<String, Spell> byRoute = new HashMap<>();

    /** A series of failures, from the first failure of a route to the success that ends it. */
    private static final class Spell {
        private final Set<String> told = new HashSet<>();
        /** Whether the last failure was of a part of a message, and no part has succeeded since. */
        private boolean partFailed;
        /** Whether the last failure was of a part, and since then a part has succeeded but no whole message. */
        private boolean partSucceeded;
    }

    /**
     * @param from where the message came into Camel
     * @param in where it failed
     * @param part whether it was a part of a message; how a part ends says nothing about the whole
     */
    record Failure(String from, String in, Exception cause, boolean part) {}

    /** @param places where the route of an id is written, as {@code file:line:column}; the id itself if that isn't known */
    public RouteFailureLog(UnaryOperator<String> places) {
        this.places = places;
    }

    /** Marks a message whose failure is reported by its sender, so that it isn't reported here. */
    public static void leaveToSender(Exchange exchange) {
        exchange.setProperty(SENDER, exchange.getExchangeId());
    }

    /** Removes the mark: failures of the message are reported here again. */
    public static void takeFromSender(Exchange exchange) {
        exchange.removeProperty(SENDER);
    }

    /**
     * Whether this is the marked message itself. A copy, such as that of a wire tap, may fail without the sender's
     * knowledge.
     */
    static boolean isLeftToSender(Exchange exchange) {
        return exchange.getExchangeId().equals(exchange.getProperty(SENDER));
    }

    void failed(Failure failure) {
        if (isNew(failure)) {
            LOG.error("{}", problem(failure).line());
        }
    }

    /**
     * Records a success. The success of a part doesn't count for the whole message: a wire tap's copy may fail long after
     * its original has succeeded.
     */
    void succeeded(String from, boolean part) {
        if (part) {
            partSucceeded(from);
        } else if (isOver(from)) {
            LOG.info("route={} succeeds again", from);
        }
    }

    private synchronized boolean isNew(Failure failure) {
        Spell spell = byRoute.computeIfAbsent(failure.from(), route -> new Spell());
        spell.partFailed = failure.part();
        spell.partSucceeded = false;
        String kind = kind(failure.cause());
        boolean anywhere = spell.told.add(kind);
        // A message whose part failed fails with the same exception, as if it had failed in the route that received it.
        return failure.in().equals(failure.from()) ? anywhere : spell.told.add(failure.in() + " " + kind);
    }

    private synchronized void partSucceeded(String from) {
        Spell spell = byRoute.get(from);
        if (spell != null && spell.partFailed) {
            spell.partFailed = false;
            spell.partSucceeded = true;
        }
    }

    /**
     * After a part has failed, the next message to end may still be the one that the part belonged to; only the one after it
     * proves that the route succeeds.
     */
    private synchronized boolean isOver(String from) {
        Spell spell = byRoute.get(from);
        if (spell == null || spell.partFailed) {
            return false;
        }
        if (spell.partSucceeded) {
            spell.partSucceeded = false;
            return false;
        }
        byRoute.remove(from);
        return true;
    }

    private static String kind(Exception failure) {
        Throwable root = ErrorText.root(failure);
        return root instanceof ProblemException known
                ? known.problem().code()
                : root.getClass().getName();
    }

    private Problem problem(Failure failure) {
        boolean elsewhere = !failure.in().equals(failure.from());
        return new Problem(
                RouteProblemCode.ROUTE_FAILS,
                places.apply(failure.in()),
                "route " + failure.in() + " fails" + (elsewhere ? ", begun by route " + failure.from() : ""),
                ErrorText.oneLine(failure.cause()),
                "correct what it says, or add onException to the route; reported again when it succeeds or fails in another way");
    }
}
