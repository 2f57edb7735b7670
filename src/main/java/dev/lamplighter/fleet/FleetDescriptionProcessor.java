package dev.lamplighter.fleet;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/**
 * Makes the DescribeInstances requests of a poll and takes in their pages: names, tags and addresses. The body is null or a
 * page; it becomes the request for the first or the next page, or null when nothing needs to be described and after the last
 * page.
 */
public final class FleetDescriptionProcessor implements Processor {
    private final InstantSource clock;

    public FleetDescriptionProcessor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        FleetPoll poll = FleetStatusProcessor.underWay(exchange);
        DescribeInstancesResponse page = exchange.getMessage().getBody(DescribeInstancesResponse.class);
        Optional<DescribeInstancesRequest> next =
                page == null ? poll.firstDescriptions(clock.instant()) : poll.add(page);
        exchange.getMessage().setBody(next.orElse(null));
    }
}
