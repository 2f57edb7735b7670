package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.PollFailure;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;

/**
 * Tells the panel of polls, in steps of their routes. The exchange property {@value #SOURCE} names the source that was polled;
 * without it there is only one.
 */
public final class LedProcessor {
    /** The exchange property with the name of the source. */
    static final String SOURCE = "LamplighterFleetSource";

    private final PanelUpdater panel;

    public LedProcessor(PanelUpdater panel) {
        this.panel = panel;
    }

    /** Passes the fleet in the message body on, without waiting for it to be drawn; the body stays as it is. */
    public void show(Exchange exchange) throws InvalidPayloadException {
        panel.show(source(exchange), exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }

    /** Reports that a poll has failed. The exception stays in {@code CamelExceptionCaught} for health checks. */
    public void missed(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        PollFailure failure = PollFailure.of(
                caught == null ? new IllegalStateException("missedPoll is for onException only") : caught);
        panel.missed(source(exchange), failure.at(source(exchange)));
    }

    private static String source(Exchange exchange) {
        return exchange.getProperty(SOURCE, PollSchedule.ONE_SOURCE, String.class);
    }
}
