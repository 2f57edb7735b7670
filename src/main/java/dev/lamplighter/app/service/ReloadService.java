package dev.lamplighter.app.service;

import dev.lamplighter.app.feature.Features;
import dev.lamplighter.app.feature.JmxRegistrations;
import dev.lamplighter.app.health.RouteOutcomeHealthCheck;
import dev.lamplighter.app.health.RouteOutcomeMetrics;
import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteFilesStatus;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.code.RouteProblemCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Makes the running service read windows.yaml, light.accounts and its route files again, and updates alerts and JMX accordingly.
 * Thread-safe.
 */
final class ReloadService implements RouteReload.Listener, AutoCloseable {
    /** How long a route may wait for its messages before that is reported. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Configuration configuration;
    private final Features features;
    private final SetAside setAside;
    private final JmxRegistrations jmx;
    private final Set<String> shown = new HashSet<>();
    /** For checking the files. */
    private final Map<String, Object> beans = new ConcurrentHashMap<>();

    private List<SetAside.Entry> told = List.of();
    private List<SetAside.Entry> behind = List.of();
    private @Nullable RouteFiles files;
    private @Nullable RouteOutcomeHealthCheck outcomes;
    private @Nullable Verbs verbs;
    private volatile @Nullable RouteReload reload;

    ReloadService(Configuration configuration, Features features, SetAside setAside, JmxRegistrations jmx) {
        this.configuration = configuration;
        this.features = features;
        this.setAside = setAside;
        this.jmx = jmx;
    }

    SetAside setAside() {
        return setAside;
    }

    /** The verb {@code reload}. */
    Verb verb() {
        return new Verb(
                "reload",
                Verb.Effect.ACTS,
                "Reads windows.yaml, the file of light.accounts and the files of routes/ again; with a mistake in them nothing changes.",
                List.of(),
                verbArguments -> reload());
    }

    private List<String> reload() {
        RouteReload begun = reload;
        if (begun == null) {
            throw new ProblemException(new Problem(
                    RouteProblemCode.RELOAD_REFUSED,
                    "routes/",
                    "nothing is read again",
                    "the service is still starting, or ends",
                    "try again in some seconds"));
        }
        return begun.reload(this::reread);
    }

    /** The declarations, read again; they may need clients that were not there before. */
    private RouteReload.Declarations reread() {
        RouteReload.Declarations read = features.routes().reread();
        beans.putAll(offline(features.beans()));
        return read;
    }

    /** Shows in JMX what has been loaded. */
    synchronized void show(RouteFiles loadedFrom, RouteOutcomeHealthCheck of, RouteLoadResult loaded, Verbs all) {
        files = loadedFrom;
        outcomes = of;
        verbs = all;
        jmx.register(Map.of("RouteFiles", new RouteFilesStatus(loadedFrom)), all);
        present(Set.copyOf(loaded.routes()));
    }

    /** Makes the verb available. */
    synchronized void begin(CamelContext context) {
        beans.putAll(offline(features.beans()));
        reload = RouteReload.of(
                (ModelCamelContext) context,
                Objects.requireNonNull(files),
                configuration.home().routes(),
                configuration.properties(),
                beans,
                features.routes().declared(),
                this,
                PATIENCE);
    }

    /** The beans for checking the files, with EC2 clients that refuse every call; the check has others of its own. */
    private static Map<String, Object> offline(Map<String, Object> beans) {
        Map<String, Object> offline = new TreeMap<>(beans);
        offline.replaceAll(
                (name, bean) -> bean instanceof Ec2Client ? OfflineAwsClients.refusing(Ec2Client.class) : bean);
        return offline;
    }

    @Override
    public synchronized void loaded(RouteLoadResult routes) {
        SetAside now = new SetAside();
        features.routes().tell(now, routes);
        features.routes().tellMissing(now, routes);
        setAside.replace(told, now.entries());
        told = now.entries();
    }

    @Override
    public synchronized void present(Set<String> routes) {
        Verbs all = Objects.requireNonNull(verbs);
        RouteOutcomeHealthCheck of = Objects.requireNonNull(outcomes);
        routes.stream()
                .filter(shown::add)
                .forEach(route -> jmx.register(Map.of(type(route), new RouteOutcomeMetrics(of, route)), all));
        Set<String> gone = new HashSet<>(shown);
        gone.removeAll(routes);
        gone.forEach(route -> jmx.remove(type(route)));
        if (shown.removeAll(gone)) {
            of.keepOnly(routes);
        }
    }

    @Override
    public synchronized void behind(List<Problem> problems) {
        SetAside now = new SetAside();
        problems.forEach(problem -> now.add(SetAside.ROUTES, problem));
        setAside.replace(behind, now.entries());
        behind = now.entries();
    }

    private static String type(String route) {
        return "Route,name=" + ObjectName.quote(route);
    }

    @Override
    public void close() {
        RouteReload begun = reload;
        reload = null;
        if (begun != null) {
            begun.close();
        }
    }
}
