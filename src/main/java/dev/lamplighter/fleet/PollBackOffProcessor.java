package dev.lamplighter.fleet;

import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** For {@code onException} of a poll: a source that throttled us is left alone for a while. */
public final class PollBackOffProcessor implements Processor {
    private static final String PAUSING = "LamplighterFleetPausing";

    private final PolledFleets fleets;
    private final InstantSource clock;

    public PollBackOffProcessor(PolledFleets fleets, InstantSource clock) {
        this.fleets = fleets;
        this.clock = clock;
    }

    /** This poll wasn't throttled; it fails because an earlier one was. */
    static void pausing(Exchange exchange) {
        exchange.setProperty(PAUSING, true);
    }

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean pausing = exchange.getProperty(PAUSING, false, Boolean.class);
        if (caught != null && !pausing && PollFailure.of(caught).kind() == PollFailure.Kind.THROTTLED) {
            String source = exchange.getProperty(FleetSource.PROPERTY, "", String.class);
            fleets.of(source).throttled(caught, clock.instant());
        }
    }
}
