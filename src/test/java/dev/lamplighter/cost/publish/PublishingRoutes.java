package dev.lamplighter.cost.publish;

import dev.lamplighter.app.feature.CostRouteCaller;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.RouteCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * The shipped route files of publishing in a Camel context of their own, which begins when something is asked of them: the
 * one way on which tests publish, too.
 */
public final class PublishingRoutes implements RouteCall, AutoCloseable {
    private static final List<String> FILES = List.of(
            "athena", "cost-convert-athena", "cost-errors", "cost-published", "cost-version", "cost-version-errors");

    private final CostRouteCaller routes = new CostRouteCaller();
    private final Map<String, Object> beans = new TreeMap<>();
    private final Path folder;
    private final CostPublishSettings settings;
    private @Nullable DefaultCamelContext camel;

    public PublishingRoutes(CostPublishSettings settings) {
        this(settings, Path.of("routes"));
    }

    /** @param folder of the same files, which a test may have edited */
    public PublishingRoutes(CostPublishSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        routes.attach(this::context);
    }

    /** Beans by the name that the files use. */
    public void bind(Map<String, Object> others) {
        beans.putAll(others);
    }

    private CamelContext context() {
        if (camel == null) {
            camel = begin();
        }
        return camel;
    }

    private DefaultCamelContext begin() {
        DefaultCamelContext begun = new DefaultCamelContext();
        begun.disableJMX();
        begun.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS); // a process that was killed waits for nothing
        begun.getShutdownStrategy().setTimeout(1);
        begun.getComponent("direct", DirectComponent.class).setBlock(false);
        beans.forEach(begun.getRegistry()::bind);
        begun.getPropertiesComponent().setInitialProperties(properties(settings));
        try {
            load(begun, FILES);
            begun.start();
            return begun;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void load(CamelContext context, List<String> names) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(names.stream()
                        .map(name -> PluginHelper.getResourceLoader(context)
                                .resolveResource("file:" + folder.resolve(name + ".camel.yaml")))
                        .toList());
    }

    /** Those that few tests need are loaded when one does. */
    public void require(String route) {
        CamelContext context = context();
        if (context.getRoute(route) == null) {
            try {
                load(context, List.of(route));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What the files have for placeholders. */
    public static Properties properties(CostPublishSettings settings) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "cost.enabled",
                "true",
                "cost.text.enabled",
                "true",
                "cost.athena.workgroup",
                settings.athena().workgroup(),
                "cost.athena.output",
                settings.athena().output()));
        return properties;
    }

    /** What kills the process, an {@link Error}, ends the caller as well. */
    @Override
    public <T> T ask(String route, Object body, Class<T> reply) {
        require(route);
        try {
            return routes.ask(route, body, reply);
        } catch (ProblemException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Error killed) {
                    throw killed;
                }
            }
            throw e;
        }
    }

    /** Without a reply; throws what failed there, whoever dealt with it. */
    public void send(String route, Object body) {
        require(route);
        Exchange exchange = context()
                .createProducerTemplate()
                .send("direct:" + route, sent -> sent.getMessage().setBody(body));
        Exception failure = exchange.getException() == null
                ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                : exchange.getException();
        if (failure != null) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof Error killed) {
                    throw killed;
                }
            }
            throw new ProblemException(CostFailureLog.problem(failure), failure);
        }
    }

    @Override
    public void close() {
        if (camel != null) {
            camel.stop();
            camel = null;
        }
    }
}
