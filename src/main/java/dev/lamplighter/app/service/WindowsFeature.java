package dev.lamplighter.app.service;

import dev.lamplighter.app.route.NeededRoute;
import dev.lamplighter.app.route.TemplatedRoute;
import dev.lamplighter.base.Problem;
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
import dev.lamplighter.window.journal.WindowJournal;
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
    private final StreamingWindows windows;
    private final List<TemplatedRoute> routes;
    private final HookPrograms programs;
    private final WindowHooks hooks = new WindowHooks();
    private final List<Ec2Client> clients = new CopyOnWriteArrayList<>();

    WindowsFeature(Foundation on) {
        WindowSettings settings = WindowSettings.of(on.settings());
        programs = new HookPrograms(settings.hooks());
        declared = WindowsFile.read(settings.file(), on.clock().instant());
        windows = new StreamingWindows(
                declared.windows(),
                new WindowJournal(on.database()),
                new Outside(
                        new Ec2Places(place -> new SdkEc2Actions(client(place, on.aws()), on.clock())),
                        new HttpReadyProbe(on.clock()),
                        hooks,
                        hooks::isSuspended,
                        System::nanoTime),
                on.clock(),
                settings.startWait());
        routes = EdgeRoutes.of(declared.windows(), on.clock().instant()).stream()
                .map(edge -> new TemplatedRoute(edge.routeId(), edge.templateId(), edge.parameters()))
                .toList();
    }

    private Ec2Client client(Place place, AwsClients aws) {
        if (place.equals(Place.OWN)) {
            return aws.ec2();
        }
        Ec2Client client = aws.ec2Of().apply(new FleetSource("", place.region(), place.roleArn(), place.externalId()));
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
        clients.forEach(Ec2Client::close);
    }
}
