package dev.lamplighter.panel;

import dev.lamplighter.fleet.PollFailure;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reports to the panel that a poll of a source has failed. The exception stays in {@code CamelExceptionCaught} for health
 * checks.
 */
public final class MissedPollProcessor implements Processor {
    private final PanelUpdater panel;

    public MissedPollProcessor(PanelUpdater panel) {
        this.panel = panel;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String source = exchange.getProperty(LedProcessor.SOURCE, PollSchedule.ONE_SOURCE, String.class);
        PollFailure failure = PollFailure.of(
                caught == null ? new IllegalStateException("missedPoll is for onException only") : caught);
        panel.missed(source, failure.at(source));
    }
}
