package dev.lamplighter.fleet;

import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Ends a poll: remembers the {@link FleetSnapshot} of its source and puts it into the body. */
public final class FleetSnapshotProcessor implements Processor {
    private final InstantSource clock;

    public FleetSnapshotProcessor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage()
                .setBody(InstanceStatusPageProcessor.underWay(exchange).finish(clock.instant()));
    }
}
