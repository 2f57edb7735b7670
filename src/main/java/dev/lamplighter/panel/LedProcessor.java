package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/**
 * Passes the fleet in the message body to the panel, without waiting for it to be drawn; the body stays as it is. The
 * exchange property {@value #SOURCE} names the source that was polled; without it there is only one.
 */
public final class LedProcessor implements Processor {
    /** The exchange property with the name of the source. */
    public static final String SOURCE = "LamplighterFleetSource";

    private final PanelUpdater panel;

    public LedProcessor(PanelUpdater panel) {
        this.panel = panel;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        panel.show(
                exchange.getProperty(SOURCE, PollSchedule.ONE_SOURCE, String.class),
                exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }
}
