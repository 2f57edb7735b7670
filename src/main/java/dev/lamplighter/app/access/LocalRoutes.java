package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.CdnFeature;
import dev.lamplighter.app.feature.CostsFeature;
import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.feature.WindowsFeature;
import dev.lamplighter.app.route.CamelSettings;
import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.cost.publish.CostFailureLog;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the route files within a command while no service runs. Routes that are triggered by a clock or a queue stay stopped;
 * routes that are called run with every step that an operator has added to them.
 */
final class LocalRoutes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRoutes.class);

    private final Configuration configuration;
    private final Map<String, Object> beans;
    private final String told;
    private final List<String> shipped;
    private @Nullable Main main;

    /** @param costs the beans of costs; files that need others are left out */
    LocalRoutes(Configuration configuration, ServiceContext on, Map<String, Object> costs) {
        this(configuration, on, costs, "(cost-|athena).*", CostsFeature.SHIPPED);
    }

    /**
     * Makes routes that use some of the beans.
     *
     * @param told names of the files whose problems are told, as a regular expression
     * @param shipped names of routes in the jar that run where the folder has none
     */
    LocalRoutes(
            Configuration configuration,
            ServiceContext on,
            Map<String, Object> some,
            String told,
            List<String> shipped) {
        this.configuration = configuration;
        this.told = told;
        this.shipped = List.copyOf(shipped);
        beans = new TreeMap<>(some);
        beans.put("costProblems", CostFailureLog.ofACommand(on.clock()));
        beans.put("s3Client", on.aws().s3().get());
        beans.put("athenaClient", on.aws().athena().get());
        beans.put("ec2Client", on.aws().ec2());
    }

    /** The context, started when it is first needed. */
    synchronized CamelContext context() {
        if (main == null) {
            main = begin();
        }
        return main.getCamelContext();
    }

    private Main begin() {
        try {
            CamelSettings keys = new CamelSettings(
                    Configuration.defaults(),
                    problem -> LOG.warn("{}", configuration.located(problem).line()));
            Main begun = keys.initialize(
                    properties -> {
                        Main made = new Main();
                        made.setDefaultPropertyPlaceholderLocation("false");
                        made.setOverrideProperties(properties);
                        beans.forEach(made::bind);
                        return made;
                    },
                    properties());
            start(begun);
            return begun;
        } catch (ProblemException e) {
            throw e;
        } catch (Exception e) {
            throw new ProblemException(
                    new Problem(
                            ConfigProblemCode.AREA_NOT_BEGUN,
                            "routes",
                            "can't begin",
                            e.getClass().getSimpleName() + " " + e.getMessage(),
                            "see lamplighter check; LAMPLIGHTER_LOG=DEBUG says more"),
                    e);
        }
    }

    private void start(Main begun) throws Exception {
        CamelContext context = begun.getCamelContext();
        context.setAutoStartup(false);
        RouteLoadResult loaded = RouteFiles.silent(context, configuration.home().routes())
                .load(new RequiredRoutes(List.of(), List.of(), shipped, absentBeans()));
        loaded.problems().stream()
                .filter(problem -> problem.where().matches("routes/(" + told + ")?"))
                .forEach(problem -> LOG.error("{}", problem.line()));
        begun.start();
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint().getEndpointBaseUri().startsWith("direct:")) {
                context.getRouteController().startRoute(route.getRouteId());
            }
        }
    }

    /** The beans of the other areas, which a costs command doesn't need. */
    private Set<String> absentBeans() {
        Set<String> absent = new HashSet<>(WindowsFeature.BEANS);
        absent.addAll(LightFeature.BEANS);
        if (!beans.containsKey("cdn")) {
            absent.addAll(CdnFeature.BEANS);
        }
        if (!beans.containsKey("messages")) {
            absent.add("messages");
        }
        return absent;
    }

    /** The properties without JMX: several commands may run beside a service, and their names in JMX would collide. */
    private Properties properties() {
        Properties properties = configuration.properties();
        properties.setProperty("camel.main.jmx-enabled", "false");
        properties.setProperty("camel.routecontroller.enabled", "false");
        return properties;
    }

    @Override
    public synchronized void close() {
        if (main != null) {
            main.stop();
            main = null;
        }
    }
}
