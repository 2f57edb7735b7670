package dev.lamplighter.fleet;

import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/**
 * Collects the pages of one poll. In comes one page as the body; the body goes out empty while there is a next page, and
 * as the {@link FleetSnapshot} after the last one.
 *
 * <p>The pages live in the exchange, so a poll that fails half-way leaves nothing behind.
 */
public final class FleetPageProcessor implements Processor {
    private static final String PAGES = "LamplighterFleetPages";

    private final InstantSource clock;

    public FleetPageProcessor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        DescribeInstancesResponse page = message.getMandatoryBody(DescribeInstancesResponse.class);
        FleetPages pages = exchange.getProperty(PAGES, FleetPages.class);
        if (pages == null) {
            pages = new FleetPages();
            exchange.setProperty(PAGES, pages);
        }
        boolean more = pages.add(page);
        message.setBody(more ? null : pages.snapshot(clock.instant()));
    }
}
