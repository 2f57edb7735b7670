package dev.lamplighter.app.health;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.RouteCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in one line that a route begins to fail, that it fails with another error, and that it succeeds again. Safe for many
 * threads.
 *
 * <p>Reports only failures that nothing in the route handled, in place of the lines that Camel logs for each of them. An
 * error is another one when its type, its code or the route it comes from differs; its message may differ, because messages
 * contain ids and times.
 */
public final class RouteFailures {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFailures.class);
    private static final String SENDER = "LamplighterSenderTells";

    private final UnaryOperator<String> places;
    private final Map<String, Spell> byRoute = new HashMap<>();

    /** A series of failures, from the first failure of a route to the success that ends it. */
    private static final class Spell {
        private final Set<String> told = new HashSet<>();
        /** The last failure was of a part of a message, and since then no part has succeeded. */
        private boolean partFailed;
        /** The last failure was of a part, and since then a part has succeeded, but not yet a whole message. */
        private boolean partSucceeded;
    }

    /**
     * @param from where the message came into Camel
     * @param in where it failed
     * @param part whether it was a part of a message, whose end says nothing of the whole
     */
    record Failure(String from, String in, Exception cause, boolean part) {}

    /** @param places where the route of an id is written, as {@code file:line:column}; the id itself if that isn't known */
    public RouteFailures(UnaryOperator<String> places) {
        this.places = places;
    }

    /** Marks a message whose failure its sender reports, so that it isn't reported here. */
    public static void leaveToSender(Exchange exchange) {
        exchange.setProperty(SENDER, exchange.getExchangeId());
    }

    /** Removes the mark: failures of the message are reported here again. */
    public static void takeFromSender(Exchange exchange) {
        exchange.removeProperty(SENDER);
    }

    /** Whether it is the marked message itself; a copy, as that of a wire tap, may fail without its sender knowing. */
    static boolean isLeftToSender(Exchange exchange) {
        return exchange.getExchangeId().equals(exchange.getProperty(SENDER));
    }

    void failed(Failure failure) {
        if (isNew(failure)) {
            LOG.error("{}", problem(failure).line());
        }
    }

    /**
     * Records a success. A part's success doesn't count for the whole: the part of a wire tap may fail long after the
     * message that it was made from.
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
        // A message fails with what its parts failed with, and then as if it had failed in the route that began it.
        return failure.in().equals(failure.from()) ? anywhere : spell.told.add(failure.in() + " " + kind);
    }

    private synchronized void partSucceeded(String from) {
        Spell spell = byRoute.get(from);
        if (spell != null && spell.partFailed) {
            spell.partFailed = false;
            spell.partSucceeded = true;
        }
    }

    /** After parts that failed, a whole message of good parts is needed, so the first whole one afterwards is only the beginning. */
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
                RouteCode.ROUTE_FAILS,
                places.apply(failure.in()),
                "route " + failure.in() + " fails" + (elsewhere ? ", begun by route " + failure.from() : ""),
                ErrorText.oneLine(failure.cause()),
                "mend what it says, or add onException to the route; told again when it succeeds or fails otherwise");
    }
}
