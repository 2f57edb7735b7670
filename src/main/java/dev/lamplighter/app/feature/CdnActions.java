package dev.lamplighter.app.feature;

import dev.lamplighter.cdn.Distribution;
import dev.lamplighter.cdn.OriginRequest;
import dev.lamplighter.cdn.OriginRun;
import dev.lamplighter.cdn.PointedDistribution;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes what the route {@code cdn-point} asks CloudFront for. Routes know it as the bean {@code cdn}. Thread-safe. */
public final class CdnActions {
    private static final Logger LOG = LoggerFactory.getLogger(CdnActions.class);
    private static final String RUN = "cdnPoint";

    /** Takes the request from the body, or from the headers that an operator's route has set. */
    public void begin(Exchange exchange) {
        OriginRequest request = exchange.getMessage().getBody() instanceof OriginRequest asked
                ? asked
                : new OriginRequest(
                        header(exchange, "LamplighterDistribution"),
                        header(exchange, "LamplighterOrigin"),
                        header(exchange, "LamplighterOriginId"),
                        header(exchange, "LamplighterDryRun").equals("true"));
        exchange.setVariable(RUN, new OriginRun(request));
    }

    private static String header(Exchange exchange, String name) {
        String value = exchange.getMessage().getHeader(name, String.class);
        return value == null ? "" : value;
    }

    /** Says whose configuration is to be read. */
    public OriginRequest request(Exchange exchange) {
        return run(exchange).getRequest();
    }

    /** Makes the configuration to be sent from the one that was read, and decides whether it is sent. */
    public PointedDistribution change(Exchange exchange) throws InvalidPayloadException {
        OriginRun run = run(exchange);
        PointedDistribution pointed =
                exchange.getMessage().getMandatoryBody(Distribution.class).pointed(run.getRequest());
        run.decide(pointed);
        return pointed;
    }

    /** Notes that CloudFront has taken the change. */
    public void done(Exchange exchange) throws InvalidPayloadException {
        PointedDistribution pointed = exchange.getMessage().getMandatoryBody(PointedDistribution.class);
        OriginRun run = run(exchange);
        run.done(pointed);
        LOG.info(
                "distribution={} origin={} pointed from={} to={}",
                run.getRequest().distribution(),
                pointed.originId(),
                pointed.before(),
                run.getRequest().origin());
    }

    /** Somebody else has changed the distribution since it was read. */
    public void again(Exchange exchange) {
        run(exchange).again();
    }

    /** Replies in a line. */
    public void answer(Exchange exchange) {
        exchange.getMessage().setBody(run(exchange).lines());
    }

    private static OriginRun run(Exchange exchange) {
        OriginRun run = exchange.getVariable(RUN, OriginRun.class);
        if (run == null) {
            throw new IllegalStateException("the variable " + RUN + " is gone; leave it alone");
        }
        return run;
    }
}
