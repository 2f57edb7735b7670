package dev.lamplighter.app.service;

import dev.lamplighter.app.route.NeededRoute;
import dev.lamplighter.app.route.TemplatedRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.fleet.FleetSource;
import dev.lamplighter.window.Outside;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.declare.WindowsFile;
import dev.lamplighter.window.ec2.Ec2Places;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.edge.EdgeRoutes;
import dev.lamplighter.window.journal.JournalDatabase;
import dev.lamplighter.window.journal.JournalSettings;
import dev.lamplighter.window.ready.HttpReadyProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Windows: three routes each, and the bean behind them. */
final class WindowsFeature implements Feature {
    static final String NO_SUCH_ROUTE = "WINDOW-034";

    private final WindowsFile declared;
    private final JournalDatabase journal;
    private final StreamingWindows windows;
    private final List<TemplatedRoute> routes;
    private final HookPrograms programs;
    private final WindowHooks hooks = new WindowHooks();
    private final List<Ec2Client> clients = new CopyOnWriteArrayList<>();

    WindowsFeature(Foundation on) {
        WindowSettings settings = WindowSettings.of(on.settings());
        programs = new HookPrograms(settings.hooks());
        declared = WindowsFile.read(settings.file(), on.clock().instant());
        // As PostgreSQL's own programs do; without it the driver reads ~/.pgpass.
        String password = System.getenv("PGPASSWORD");
        journal = JournalDatabase.of(JournalSettings.of(on.settings()), on.database(), password, System::nanoTime);
        windows = new StreamingWindows(
                declared.windows(),
                journal.journal(),
                new Outside(
                        new Ec2Places(place -> reach(place, on)),
                        new HttpReadyProbe(on.clock()),
                        hooks,
                        hooks::isSuspended,
                        System::nanoTime,
                        AlertSink.NONE),
                on.clock(),
                settings.startWait());
        routes = EdgeRoutes.of(declared.windows(), on.clock().instant()).stream()
                .map(edge -> new TemplatedRoute(edge.routeId(), edge.templateId(), edge.parameters()))
                .toList();
    }

    private SdkEc2Actions reach(Place place, Foundation on) {
        AwsClients aws = on.aws();
        boolean own = place.equals(Place.OWN);
        FleetSource source =
                own ? FleetSource.OWN : new FleetSource("", place.region(), place.roleArn(), place.externalId());
        Ec2Client once = kept(aws.ec2OnceOf().apply(source));
        Ec2Client client = own ? aws.ec2() : kept(aws.ec2Of().apply(source));
        return new SdkEc2Actions(client, once, on.clock());
    }

    /** To be closed in the end. */
    private Ec2Client kept(Ec2Client client) {
        clients.add(client);
        return client;
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of("windows", windows, "hookPrograms", programs);
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Windows", windows);
    }

    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return routes;
    }

    @Override
    public List<NeededRoute> neededRoutes() {
        return declared.windows().stream()
                .flatMap(window -> window.policy().hooks().all().stream())
                .map(WindowsFeature::needed)
                .toList();
    }

    private static NeededRoute needed(Hook hook) {
        return new NeededRoute(
                hook.route(),
                new Problem(
                        NO_SUCH_ROUTE,
                        hook.place(),
                        "route \"" + hook.route() + "\"",
                        "no route in routes/ reads from it",
                        "write one there from: " + hook.route() + ", or correct the name"));
    }

    @Override
    public void attach(CamelContext context) {
        hooks.attach(context);
    }

    @Override
    public List<Problem> problems() {
        return declared.problems();
    }

    @Override
    public void close() {
        hooks.close();
        journal.close();
        clients.forEach(Ec2Client::close);
    }
}
