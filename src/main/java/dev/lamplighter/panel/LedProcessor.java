package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/**
 * Hands the fleet in the message body to the panel and leaves the body as it is; doesn't wait for the drawing. The exchange
 * property {@value #SOURCE} names the account and region that was polled; without it there is one source.
 */
public final class LedProcessor implements Processor {
    /** Exchange property with the name of the source. */
    public static final String SOURCE = "LamplighterFleetSource";

    private final StatusPanel panel;

    public LedProcessor(StatusPanel panel) {
        this.panel = panel;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        panel.show(
                exchange.getProperty(SOURCE, PollSchedule.ONE_SOURCE, String.class),
                exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }
}
