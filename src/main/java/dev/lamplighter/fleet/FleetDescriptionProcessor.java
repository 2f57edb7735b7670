package dev.lamplighter.fleet;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/**
 * Makes the DescribeInstances requests of a poll and reads names, tags and addresses from the answers. It takes null or a
 * page as the body and replaces it by the request for the first or the next page, or by null after the last page or if
 * nothing needs to be described.
 */
public final class FleetDescriptionProcessor implements Processor {
    private final InstantSource clock;

    public FleetDescriptionProcessor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        FleetPoll poll = InstanceStatusPageProcessor.underWay(exchange);
        DescribeInstancesResponse page = exchange.getMessage().getBody(DescribeInstancesResponse.class);
        Optional<DescribeInstancesRequest> next =
                page == null ? poll.firstDescriptions(clock.instant()) : poll.add(page);
        exchange.getMessage().setBody(next.orElse(null));
    }
}
