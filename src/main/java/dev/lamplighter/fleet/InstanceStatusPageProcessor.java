package dev.lamplighter.fleet;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;

/**
 * Makes the DescribeInstanceStatus requests of a poll and reads states and status checks from the answers. It takes null or
 * a page as the body and replaces it by the request for the first or the next page, or by null after the last page.
 *
 * <p>During the pause after EC2 has throttled a source, a poll fails with the same exception without making a call.
 */
public final class InstanceStatusPageProcessor implements Processor {
    private static final String POLL = "LamplighterFleetPoll";

    private final PolledFleets fleets;
    private final InstantSource clock;

    public InstanceStatusPageProcessor(PolledFleets fleets, InstantSource clock) {
        this.fleets = fleets;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String source = exchange.getProperty(FleetAccountRegion.PROPERTY, "", String.class);
        DescribeInstanceStatusResponse page = exchange.getMessage().getBody(DescribeInstanceStatusResponse.class);
        if (page == null) {
            Optional<Exception> pausedBy = fleets.of(source).pausedBy(clock.instant());
            if (pausedBy.isPresent()) {
                PollBackOffProcessor.pausing(exchange);
                throw pausedBy.get();
            }
        }
        FleetPoll poll = page == null ? fleets.begin(source) : underWay(exchange);
        exchange.setProperty(POLL, poll);
        Optional<DescribeInstanceStatusRequest> next =
                page == null ? Optional.of(poll.firstStatuses()) : poll.add(page);
        exchange.getMessage().setBody(next.orElse(null));
    }

    /** The poll under way, which is stored in its exchange. */
    static FleetPoll underWay(Exchange exchange) {
        FleetPoll poll = exchange.getProperty(POLL, FleetPoll.class);
        if (poll == null) {
            throw new IllegalStateException("no poll has begun: the statuses come first");
        }
        return poll;
    }
}
