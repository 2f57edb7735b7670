package dev.lamplighter.app.feature;

import dev.lamplighter.app.health.RouteFailureLog;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.app.verb.CdnVerbs;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.code.CdnProblemCode;
import dev.lamplighter.cdn.CdnOperationsMXBean;
import dev.lamplighter.cdn.CloudFrontCalls;
import dev.lamplighter.cdn.OriginRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Provides the verb that points a distribution of CloudFront elsewhere; its client is made when it is first needed. */
public final class CdnFeature implements Feature, CdnOperationsMXBean {
    /** Names of the beans that its route calls. */
    public static final Set<String> BEANS = Set.of("cdn", "cloudFront");

    private static final String ROUTE = "cdn-point";

    /** The routes that are also in the jar. */
    public static final List<String> SHIPPED = List.of(ROUTE);

    private final CloudFrontCalls calls;
    private volatile @Nullable Supplier<CamelContext> camel;

    /** Makes one that reaches CloudFront as every client of the SDK does. */
    public CdnFeature() {
        this(CloudFrontClientFactory::client);
    }

    /** @param connect makes the client when it is first needed */
    CdnFeature(Function<ExecutionInterceptor, SdkClient> connect) {
        calls = new CloudFrontCalls(connect);
    }

    /** Calls of CloudFront by a client that the first of them makes; the caller closes them. */
    public static CloudFrontCalls cloudFront() {
        return new CloudFrontCalls(CloudFrontClientFactory::client);
    }

    @Override
    public String area() {
        return SetAside.SETTINGS;
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of("cdn", new CdnActions(), "cloudFront", calls);
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Cdn", this);
    }

    @Override
    public List<Verb> verbs() {
        return CdnVerbs.of(this);
    }

    @Override
    public List<String> shippedRoutes() {
        return SHIPPED;
    }

    @Override
    public void attach(CamelContext context) {
        camel = () -> context;
    }

    /** Attaches a context that is started by the first request. */
    public void attach(Supplier<CamelContext> contexts) {
        camel = contexts;
    }

    @Override
    public List<String> point(String distribution, String origin, String originId, boolean dryRun) {
        OriginRequest request = new OriginRequest(distribution, origin, originId, dryRun);
        Supplier<CamelContext> contexts = camel;
        if (contexts == null) {
            throw new ProblemException(unanswered("doesn't run", "the service is starting", "ask again later"));
        }
        CamelContext context = contexts.get();
        if (RouteReload.isStopped(context, ROUTE)) { // or else Camel would wait for it half a minute
            throw new ProblemException(notRunning());
        }
        ProducerTemplate template = context.createProducerTemplate();
        try {
            return lines(template.send("direct:" + ROUTE, ExchangePattern.InOut, exchange -> {
                RouteFailureLog.leaveToSender(exchange);
                exchange.getMessage().setBody(request);
            }));
        } finally {
            template.stop();
        }
    }

    private static List<String> lines(Exchange done) {
        for (Throwable cause = done.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refusal) {
                throw refusal;
            }
        }
        if (done.getException() instanceof DirectConsumerNotAvailableException missing) {
            throw new ProblemException(notRunning(), missing);
        }
        if (done.getException() != null) {
            throw new ProblemException(
                    unanswered(
                            "failed",
                            String.valueOf(done.getException().getMessage()),
                            "correct the step in routes/" + ROUTE + ".camel.yaml"),
                    done.getException());
        }
        if (done.getMessage().getBody() instanceof List<?> lines) {
            return lines.stream().map(String::valueOf).toList();
        }
        throw new ProblemException(unanswered(
                "gave no answer",
                "a step ended it, or left something else as its body",
                "correct the step in routes/" + ROUTE + ".camel.yaml"));
    }

    private static Problem notRunning() {
        return unanswered(
                "doesn't run",
                "it is stopped, or its file is missing or set aside",
                "see lamplighter check, start the route in JMX, or ask again later");
    }

    private static Problem unanswered(String what, String why, String fix) {
        return new Problem(CdnProblemCode.NO_ANSWER_FROM_ROUTE, "route " + ROUTE, what, why, fix, Problem.Kind.RETRY);
    }

    @Override
    public void close() {
        calls.close();
    }
}
