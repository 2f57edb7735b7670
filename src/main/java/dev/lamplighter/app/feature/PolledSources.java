package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.LightSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Holds the accounts and regions that are polled, each with its EC2 client and its route, and reads the file of {@code
 * light.accounts} again. A client stays open until the end, because a poll may be under way.
 */
final class PolledSources implements AutoCloseable {
    private final ServiceContext on;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();
    private volatile Sources now;
    private volatile @Nullable CamelContext camel;
    private Consumer<LightSettings> listener = settings -> {};
    private int replaced;

    /**
     * The sources as they were read.
     *
     * @param clients the name of the bean that is its client, by source
     */
    private record Sources(LightSettings settings, Map<FleetAccountRegion, String> clients) {
        private List<TemplatedRoute> routes() {
            List<TemplatedRoute> routes = new ArrayList<>();
            clients.forEach((source, client) -> routes.add(new TemplatedRoute(
                    source.routeId(),
                    "light-poll",
                    Map.of("poll", source.routeId(), "source", source.name(), "client", client))));
            return routes;
        }

        private List<SetAside.Entry> setAside() {
            SetAside own = new SetAside();
            settings.problems().forEach(problem -> own.add(SetAside.LIGHT, problem));
            return own.entries();
        }
    }

    PolledSources(ServiceContext on) {
        this.on = on;
        LightSettings settings = LightSettings.of(on.settings());
        Sources none = new Sources(settings, Map.of());
        now = none;
        now = read(settings);
        connect(now, none);
    }

    LightSettings settings() {
        return now.settings();
    }

    List<FleetAccountRegion> sources() {
        return now.settings().sources();
    }

    List<TemplatedRoute> routes() {
        return now.routes();
    }

    /** The clients by the names of their beans. */
    Map<String, Object> beans() {
        return clients;
    }

    void attach(CamelContext context) {
        camel = context;
    }

    /** Has somebody told the sources of each later reading, once it counts. */
    void listen(Consumer<LightSettings> later) {
        listener = listener.andThen(later);
    }

    /** A source that has another role or region than before has another client, and so another route. */
    private synchronized Sources read(LightSettings settings) {
        Map<FleetAccountRegion, String> named = new LinkedHashMap<>();
        for (FleetAccountRegion source : settings.sources()) {
            String known = now.clients().get(source);
            String first = source.clientBean();
            named.put(source, known != null ? known : clients.containsKey(first) ? first + "-" + ++replaced : first);
        }
        return new Sources(settings, named);
    }

    /** Makes the clients of the sources that were not there before. */
    private void connect(Sources sources, Sources before) {
        sources.clients().forEach((source, name) -> {
            if (!source.equals(FleetAccountRegion.OWN) && !before.clients().containsKey(source)) {
                Ec2Client client = on.aws().ec2Of().apply(source);
                clients.put(name, client);
                CamelContext context = camel;
                if (context != null) {
                    context.getRegistry().bind(name, client);
                }
            }
        });
    }

    /** The sources as the file has them now, to be polled once the routes are there. */
    StagedReload reread() {
        try {
            Sources read = read(LightSettings.of(on.settings()));
            // The routes are tried with clients that call nobody.
            read.clients().forEach((source, name) -> {
                if (!source.equals(FleetAccountRegion.OWN)) {
                    clients.putIfAbsent(name, OfflineAwsClients.refusing(Ec2Client.class));
                }
            });
            return new Reread(read, List.of());
        } catch (ProblemException e) {
            return new Reread(now, List.of(e.problem()));
        }
    }

    private final class Reread implements StagedReload {
        private final Sources read;
        private final List<Problem> refused;

        private Reread(Sources read, List<Problem> refused) {
            this.read = read;
            this.refused = refused;
        }

        @Override
        public List<TemplatedRoute> templatedRoutes() {
            return read.routes();
        }

        @Override
        public List<RequiredRoute> neededRoutes() {
            return List.of();
        }

        @Override
        public List<Problem> mistakes() {
            List<Problem> mistakes = new ArrayList<>(read.settings().problems());
            mistakes.removeAll(now.settings().problems());
            mistakes.addAll(refused);
            return mistakes;
        }

        @Override
        public List<String> take() {
            Sources before = now;
            List<String> changes = new ArrayList<>();
            read.clients().keySet().stream()
                    .filter(source -> !before.clients().containsKey(source))
                    .forEach(source -> changes.add("light.accounts  " + source.name() + "  is polled"));
            before.clients().keySet().stream()
                    .map(FleetAccountRegion::name)
                    .filter(name -> read.settings().sources().stream()
                            .noneMatch(source -> source.name().equals(name)))
                    .forEach(name -> changes.add("light.accounts  " + name + "  is polled no more"));
            connect(read, before);
            now = read;
            on.setAside().replace(before.setAside(), read.setAside());
            if (!changes.isEmpty()) {
                listener.accept(read.settings());
            }
            return changes;
        }
    }

    @Override
    public void close() {
        clients.values().stream()
                .filter(Ec2Client.class::isInstance)
                .map(Ec2Client.class::cast)
                .forEach(Ec2Client::close);
    }
}
