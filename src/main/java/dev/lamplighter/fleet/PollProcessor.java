package dev.lamplighter.fleet;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/**
 * Carries out the steps of a poll's route, of which each method is one. Those that ask take null or a page as the body and replace it by
 * the request for the first or the next page, or by null after the last page.
 */
public final class PollProcessor {
    private static final String POLL = "LamplighterFleetPoll";
    private static final String PAUSING = "LamplighterFleetPausing";

    private final PolledFleets fleets;
    private final InstantSource clock;
    private final InstantSource steady;

    /** @param steady measures the pause after EC2 throttled a source; a clock that nobody sets */
    public PollProcessor(PolledFleets fleets, InstantSource clock, InstantSource steady) {
        this.fleets = fleets;
        this.clock = clock;
        this.steady = steady;
    }

    /**
     * Makes the DescribeInstanceStatus requests and reads states and status checks from the answers. During the pause after EC2
     * has throttled a source, a poll fails with the same exception without making a call.
     */
    public void statuses(Exchange exchange) throws Exception {
        String source = source(exchange);
        DescribeInstanceStatusResponse page = exchange.getMessage().getBody(DescribeInstanceStatusResponse.class);
        if (page == null) {
            Optional<Exception> pausedBy = fleets.of(source).pausedBy(steady.instant());
            if (pausedBy.isPresent()) {
                exchange.setProperty(PAUSING, true);
                throw pausedBy.get();
            }
        }
        FleetPoll poll = page == null ? fleets.begin(source) : underWay(exchange);
        exchange.setProperty(POLL, poll);
        Optional<DescribeInstanceStatusRequest> next =
                page == null ? Optional.of(poll.firstStatuses()) : poll.add(page);
        exchange.getMessage().setBody(next.orElse(null));
    }

    /** Makes the DescribeInstances requests and reads names, tags and addresses; asks nothing if nothing needs to be described. */
    public void descriptions(Exchange exchange) {
        FleetPoll poll = underWay(exchange);
        DescribeInstancesResponse page = exchange.getMessage().getBody(DescribeInstancesResponse.class);
        Optional<DescribeInstancesRequest> next =
                page == null ? poll.firstDescriptions(clock.instant()) : poll.add(page);
        exchange.getMessage().setBody(next.orElse(null));
    }

    /** Ends a poll: remembers the {@link FleetSnapshot} of its source and puts it into the body. */
    public void snapshot(Exchange exchange) {
        exchange.getMessage().setBody(underWay(exchange).finish(clock.instant()));
    }

    /** Hands the fleet in the body to the checks; the body stays as it is. */
    public static void check(Exchange exchange, BiConsumer<String, FleetSnapshot> checks)
            throws InvalidPayloadException {
        checks.accept(source(exchange), exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }

    /** Pauses the polls of a source that EC2 has throttled; it belongs into the {@code onException} of a poll's route. */
    public void backOff(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean pausing = exchange.getProperty(PAUSING, false, Boolean.class);
        if (caught != null && !pausing && PollFailure.of(caught).kind() == PollFailure.Kind.THROTTLED) {
            fleets.of(source(exchange)).throttled(caught, steady.instant());
        }
    }

    private static String source(Exchange exchange) {
        return exchange.getProperty(FleetAccountRegion.PROPERTY, "", String.class);
    }

    private static FleetPoll underWay(Exchange exchange) {
        FleetPoll poll = exchange.getProperty(POLL, FleetPoll.class);
        if (poll == null) {
            throw new IllegalStateException("no poll has begun: the statuses come first");
        }
        return poll;
    }
}
