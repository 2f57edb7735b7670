package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Hands the fleet in the body to the panel and leaves the body as it is; doesn't wait for the drawing. */
public final class LedProcessor implements Processor {
    private final StatusPanel panel;

    public LedProcessor(StatusPanel panel) {
        this.panel = panel;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        panel.show(exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }
}
