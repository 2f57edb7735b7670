package dev.lamplighter.app.feature;

import dev.lamplighter.cost.publish.PublishingLock;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** Lets one exchange at a time through a route; the others wait. */
final class SingleExchangeRoutePolicy extends RoutePolicySupport {
    private static final String HELD = "LamplighterTurn";

    private final PublishingLock turn;

    SingleExchangeRoutePolicy(PublishingLock turn) {
        this.turn = turn;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        try {
            turn.begin();
            exchange.setProperty(HELD, exchange.getExchangeId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(e); // interrupted: the route ends before its first step
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getExchangeId().equals(exchange.removeProperty(HELD))) {
            turn.end();
        }
    }
}
