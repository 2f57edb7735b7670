package dev.lamplighter.fleet;

import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Pauses the polls of a source that EC2 has throttled; it belongs into the {@code onException} of a poll's route. */
public final class PollBackOffProcessor implements Processor {
    private static final String PAUSING = "LamplighterFleetPausing";

    private final PolledFleets fleets;
    private final InstantSource clock;

    public PollBackOffProcessor(PolledFleets fleets, InstantSource clock) {
        this.fleets = fleets;
        this.clock = clock;
    }

    /** Marks a poll that fails only because an earlier one was throttled. */
    static void pausing(Exchange exchange) {
        exchange.setProperty(PAUSING, true);
    }

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean pausing = exchange.getProperty(PAUSING, false, Boolean.class);
        if (caught != null && !pausing && PollFailure.of(caught).kind() == PollFailure.Kind.THROTTLED) {
            String source = exchange.getProperty(FleetAccountRegion.PROPERTY, "", String.class);
            fleets.of(source).throttled(caught, clock.instant());
        }
    }
}
