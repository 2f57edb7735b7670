package dev.lamplighter.app.route.cases;

import dev.lamplighter.app.route.file.RouteCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultModelReifierFactory;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateSyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every step that leaves its route, and every {@code from}, by a stand-in that takes its reply from the running
 * case. Only steps known to compute are kept, so that no step of an unknown kind can leave the route.
 */
final class RouteStandIns extends DefaultModelReifierFactory implements InterceptStrategy {
    private static final Set<String> COMPUTE = Set.of(
            "choice",
            "when",
            "otherwise",
            "loop",
            "split",
            "multicast",
            "filter",
            "pipeline",
            "step",
            "stop",
            "throwException",
            "rollback",
            "doTry",
            "doCatch",
            "doFinally",
            "onException",
            "setBody",
            "setHeader",
            "setHeaders",
            "setProperty",
            "setVariable",
            "setVariables",
            "removeHeader",
            "removeHeaders",
            "removeProperty",
            "removeProperties",
            "removeVariable",
            "transform",
            "convertBodyTo",
            "convertHeaderTo",
            "convertVariableTo",
            "validate",
            "marshal",
            "unmarshal",
            "sort",
            "setExchangePattern");

    /** A step that leaves the route, with all names that a case may use for it. */
    record Step(String id, String kind, List<String> names) {
        /** The names by which a case may refer to a call of a bean's method, with or without its arguments. */
        static List<String> names(String bean, @Nullable String method) {
            return method == null ? List.of(bean) : List.of(bean, bean + "." + method.replaceFirst("\\(.*", ""));
        }

        boolean isMeant(RouteCase.Call call) {
            return call.kind().equals("step")
                    ? call.target().equals(id)
                    : call.kind().equals(kind) && names.contains(call.target());
        }

        @Override
        public String toString() {
            return kind + " " + names.get(names.size() - 1) + (id.isEmpty() ? "" : " (" + id + ")");
        }
    }

    private final Set<String> tested;

    /** @param tested routes that have cases; they are made even if a setting switches them off */
    RouteStandIns(Set<String> tested) {
        this.tested = Set.copyOf(tested);
    }

    /** Installs the stand-ins in a context; must be called before any route is made. */
    void into(ModelCamelContext context) {
        context.addModelLifecycleStrategy(new ModelLifecycleStrategySupport() {
            @Override
            public void onAddRouteDefinition(RouteDefinition route) {
                if (tested.contains(route.getRouteId())) {
                    route.setPrecondition(null);
                }
            }
        });
        context.getCamelContextExtension().addInterceptStrategy(this);
        context.setModelReifierFactory(this);
        RouteCaseLanguage language = new RouteCaseLanguage(
                (step, exchange) -> RouteCaseRun.of(exchange).value(step, exchange));
        language.setCamelContext(context);
        language.start();
        context.getRegistry().bind("bean-language", language);
    }

    static String source(String route) {
        return "direct:case-of-" + route;
    }

    /** Makes the route without its source and its policies: it waits for a case. */
    @Override
    public Route createRoute(CamelContext context, Object definition) {
        RouteDefinition route = (RouteDefinition) definition;
        route.getInput().setUri(source(route.getRouteId()));
        route.setAutoStartup("true");
        route.setRoutePolicies(null);
        route.setRoutePolicyRef(null);
        return super.createRoute(context, definition);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        String kind = node.getShortName();
        if (node instanceof LogDefinition log && log.getMessage() != null) {
            Expression text = context.resolveLanguage("simple").createExpression(resolved(context, log.getMessage()));
            return standIn(exchange -> RouteCaseRun.of(exchange).log(text.evaluate(exchange, String.class)));
        }
        if (kind.equals("delay")) {
            return standIn(exchange -> {});
        }
        if (COMPUTE.contains(kind)) {
            return target;
        }
        Step step = step(context, node);
        return standIn(exchange -> RouteCaseRun.of(exchange).call(step, exchange));
    }

    private static Processor standIn(Processor processor) {
        return new DelegateSyncProcessor(processor);
    }

    private static Step step(CamelContext context, NamedNode node) {
        List<String> names = new ArrayList<>();
        String kind = node.getShortName();
        if (node instanceof BeanDefinition bean && bean.getRef() != null) {
            names.addAll(Step.names(bean.getRef(), bean.getMethod()));
        } else if (node instanceof ProcessDefinition process) {
            names.add(process.getRef());
        } else {
            String uri = node instanceof SendDefinition<?> send
                    ? send.getEndpointUri()
                    : node instanceof ToDynamicDefinition dynamic ? dynamic.getUri() : node.getLabel();
            names.add(resolved(context, uri.replaceFirst("\\?.*", "")));
        }
        return new Step(resolved(context, node.getId()), kind.equals("toD") ? "to" : kind, names);
    }

    private static String resolved(CamelContext context, String text) {
        return context.resolvePropertyPlaceholders(text);
    }
}
