package dev.lamplighter.app.health;

import dev.lamplighter.base.ElapsedTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailureHandledEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/**
 * Records how messages end and keeps the last outcome of each route. Safe for many threads.
 *
 * <p>A message counts as failed if an exception ended it or was handled on the way by {@code onException}, a dead letter
 * channel or {@code doTry}. If a redelivery succeeds, the message has succeeded. A split message has failed if all its parts
 * have.
 */
final class RouteOutcomes extends EventNotifierSupport {
    /** Far more messages than are split at one time. */
    private static final int PARENTS_REMEMBERED = 1000;

    private static final String ORIGIN = "LamplighterOrigin";
    private static final String HANDLED = "LamplighterHandledFailure";

    private final ElapsedTime elapsedTime;
    private final RouteFailureLog failures;
    private final Map<String, Outcome> byRoute = new TreeMap<>();
    private final Map<String, Parts> byParent = new LinkedHashMap<>();

    /**
     * @param failuresInARow 0 after a success
     * @param lastError empty after a success
     * @param lastSuccess null before the first
     */
    record Outcome(int failuresInARow, String lastError, ElapsedTime.@Nullable Moment lastSuccess) {}

    private record Origin(String route, String exchange) {}

    private record Parts(int succeeded, String lastError) {}

    /** @param failures takes each failure that nothing handled and that its sender doesn't report, and each success */
    RouteOutcomes(ElapsedTime elapsedTime, RouteFailureLog failures) {
        this.elapsedTime = elapsedTime;
        this.failures = failures;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeAsyncProcessingStartedEvents(true);
    }

    synchronized Map<String, Outcome> byRoute() {
        return Collections.unmodifiableMap(new TreeMap<>(byRoute));
    }

    /** Forgets routes that were removed. */
    synchronized void keepOnly(Set<String> routes) {
        byRoute.keySet().retainAll(routes);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof ExchangeCreatedEvent
                || event instanceof ExchangeCompletedEvent
                || event instanceof ExchangeFailedEvent
                || event instanceof ExchangeFailureHandledEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeCreatedEvent created) {
            begun(created.getExchange());
        } else if (event instanceof ExchangeFailureHandledEvent handled) {
            handled.getExchange().setProperty(HANDLED, handled.getExchange().getExchangeId());
        } else if (event instanceof CamelEvent.ExchangeEvent ended) {
            tell(ended.getExchange(), record(ended.getExchange()));
        }
    }

    /**
     * Marks a message with its own id. The parts that a split, a multicast or a wire tap makes of it carry the mark of the
     * whole.
     */
    private static void begun(Exchange exchange) {
        String from = exchange.getFromRouteId();
        Origin whole = exchange.getProperty(ORIGIN, Origin.class);
        if (from != null && (whole == null || !whole.route().equals(from))) {
            exchange.setProperty(ORIGIN, new Origin(from, exchange.getExchangeId()));
        }
    }

    /** Reports the outcome; outside the lock, since writing a line takes time. */
    private void tell(Exchange exchange, String error) {
        String from = exchange.getFromRouteId();
        if (from == null || RouteFailureLog.isLeftToSender(exchange)) {
            return;
        }
        boolean part = !new Origin(from, exchange.getExchangeId()).equals(exchange.getProperty(ORIGIN));
        if (exchange.getException() != null) {
            String in = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, from, String.class);
            failures.failed(new RouteFailureLog.Failure(from, in, exchange.getException(), part));
        } else if (error.isEmpty()) {
            failures.succeeded(from, part);
        }
    }

    /** Where and why the message failed; empty if it did not. */
    private synchronized String record(Exchange exchange) {
        String error = errorOf(exchange);
        Parts parts = byParent.remove(exchange.getExchangeId());
        if (error.isEmpty() && parts != null && parts.succeeded() == 0) {
            error = parts.lastError();
        }
        String parent = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        if (parent != null) {
            recordPart(parent, error);
        } else if (exchange.getFromRouteId() != null) {
            recordWhole(exchange.getFromRouteId(), error);
        }
        return error;
    }

    private void recordPart(String parent, String error) {
        Parts parts = byParent.getOrDefault(parent, new Parts(0, ""));
        byParent.put(
                parent,
                error.isEmpty()
                        ? new Parts(parts.succeeded() + 1, parts.lastError())
                        : new Parts(parts.succeeded(), error));
        // A part may end after its parent; its entry would then stay for ever.
        if (byParent.size() > PARENTS_REMEMBERED) {
            byParent.remove(byParent.keySet().iterator().next());
        }
    }

    private void recordWhole(String route, String error) {
        Outcome before = byRoute.getOrDefault(route, new Outcome(0, "", null));
        byRoute.put(
                route,
                error.isEmpty()
                        ? new Outcome(0, "", elapsedTime.now())
                        : new Outcome(before.failuresInARow() + 1, error, before.lastSuccess()));
    }

    /** Where and why the message failed, in one line; empty if it did not. */
    private static String errorOf(Exchange exchange) {
        Exception failure = exchange.getException();
        // A copy made for a part carries the mark of its original, hence the comparison. An onException without steps
        // raises no event, doTry leaves no flag.
        boolean handled = exchange.getExchangeId().equals(exchange.getProperty(HANDLED))
                || exchange.getExchangeExtension().isFailureHandled();
        if (failure == null && handled) {
            failure = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        }
        if (failure == null) {
            return "";
        }
        String place = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, "", String.class);
        boolean elsewhere = !place.isEmpty() && !place.equals(exchange.getFromRouteId());
        return (elsewhere ? "in route " + place + ": " : "") + ErrorText.oneLine(failure);
    }
}
