package dev.lamplighter.app.feature;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.publish.CostFailureLog;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;

/** Sends the operator's requests on costs to the routes of a Camel context, and waits for the reply. */
public final class CostRouteCaller implements RouteCall {
    private volatile @Nullable Supplier<CamelContext> camel;

    /** Attaches the context; before that no request can be sent. */
    void attach(CamelContext context) {
        camel = () -> context;
    }

    /** Attaches a context that is started by the first request. */
    public void attach(Supplier<CamelContext> contexts) {
        camel = contexts;
    }

    @Override
    public <T> T ask(String route, Object body, Class<T> reply) {
        Supplier<CamelContext> contexts = camel;
        if (contexts == null) {
            throw new ProblemException(notRunning(route, "the service is starting"));
        }
        ProducerTemplate template = contexts.get().createProducerTemplate();
        try {
            return reply(
                    route,
                    template.send(
                            "direct:" + route,
                            ExchangePattern.InOut,
                            exchange -> exchange.getMessage().setBody(body)),
                    reply);
        } finally {
            template.stop();
        }
    }

    private static <T> T reply(String route, Exchange exchange, Class<T> type) {
        Exception failure = exchange.getException();
        Object body = exchange.getMessage().getBody();
        if (failure == null && type.isInstance(body)) {
            return type.cast(body);
        }
        if (failure == null) {
            failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class); // reported already
        }
        if (failure == null) {
            throw new ProblemException(new Problem(
                    CostProblemCode.NO_ANSWER_FROM_ROUTE,
                    "route " + route,
                    "no " + type.getSimpleName() + " came back",
                    "a step ended it, or left something else as its body",
                    "correct the step in routes/",
                    Problem.Kind.USER));
        }
        throw new ProblemException(
                failure instanceof DirectConsumerNotAvailableException
                        ? notRunning(route, "it is stopped, or its file is missing or set aside")
                        : CostFailureLog.problem(failure),
                failure);
    }

    private static Problem notRunning(String route, String why) {
        return new Problem(
                CostProblemCode.ROUTE_NOT_RUNNING,
                "route " + route,
                "doesn't run",
                why,
                "see lamplighter check, start the route in JMX, or ask again later",
                Problem.Kind.RETRY);
    }
}
