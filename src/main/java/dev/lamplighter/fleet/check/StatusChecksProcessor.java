package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.FleetSource;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Passes the fleet in the body to the {@link CheckBoard}; the body stays as it is. */
public final class StatusChecksProcessor implements Processor {
    private final CheckBoard board;

    public StatusChecksProcessor(CheckBoard board) {
        this.board = board;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        board.update(
                exchange.getProperty(FleetSource.PROPERTY, "", String.class),
                exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }
}
