package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.FleetSnapshot;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Passes the fleet in the body to the {@link CheckBoard}; the body stays as it is. */
public final class CheckBoardUpdateProcessor implements Processor {
    private final CheckBoard board;

    public CheckBoardUpdateProcessor(CheckBoard board) {
        this.board = board;
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        board.update(
                exchange.getProperty(FleetAccountRegion.PROPERTY, "", String.class),
                exchange.getMessage().getMandatoryBody(FleetSnapshot.class));
    }
}
