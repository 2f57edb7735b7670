package dev.lamplighter.window;

import dev.lamplighter.app.feature.WindowActions;
import dev.lamplighter.app.feature.WindowLoads;
import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.window.action.ActionDueTimes;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.edge.EdgeRouteFactory;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.load.LoadReadings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The windows with the shipped route files in a CamelContext, over the simulated EC2. */
final class WindowCamel implements AutoCloseable {
    final SimulatedClock clock;
    final SimulatedEc2 ec2;
    private final Ec2Client client;
    final CamelContext context = new DefaultCamelContext();
    final StateDatabase database;
    final WindowJournal journal;
    final AlertOutbox alerts;
    final WindowActions actions;
    private final LoadWatch loads;
    final StreamingWindows windows;
    final Set<String> suspended = ConcurrentHashMap.newKeySet();
    private final List<StreamingWindow> declared;
    private boolean isOurs;
    private final Map<String, UnaryOperator<String>> edits = new HashMap<>();

    WindowCamel(String declaration, SimulatedClock clock, SimulatedEc2 ec2) {
        this(declaration, clock, ec2, StateDatabase.inMemory(), OperatorStepLimits.DEFAULT);
        isOurs = true;
    }

    /** The caller closes the database. */
    WindowCamel(
            String declaration,
            SimulatedClock clock,
            SimulatedEc2 ec2,
            StateDatabase database,
            OperatorStepLimits limits) {
        this(declaration, clock, ec2, ec2, database, limits);
    }

    /** Over another EC2; the caller closes it and the database. */
    WindowCamel(String declaration, SimulatedClock clock, Ec2Client client, StateDatabase database) {
        this(declaration, clock, new SimulatedEc2(clock), client, database, OperatorStepLimits.DEFAULT);
    }

    private WindowCamel(
            String declaration,
            SimulatedClock clock,
            SimulatedEc2 ec2,
            Ec2Client client,
            StateDatabase database,
            OperatorStepLimits limits) {
        this.clock = clock;
        this.ec2 = ec2;
        this.client = client;
        this.database = database;
        this.declared = ParsedWindowsFile.parse("windows.yaml", declaration, clock.instant())
                .windows();
        this.journal = new WindowJournal(database.dataSource());
        this.alerts = new AlertOutbox(database.dataSource(), clock);
        this.actions = new WindowActions(
                (accountRegion, action) -> "ec2Client",
                limits,
                new ActionDueTimes(journal.notes(), clock, System::nanoTime));
        LoadReadings readings = new LoadReadings();
        SdkEc2Actions port = new SdkEc2Actions(client, clock);
        this.windows = new StreamingWindows(
                declared,
                journal,
                new WindowPorts(
                        new RegionalEc2(accountRegion -> port),
                        Stage.ALWAYS_READY,
                        call -> CompletableFuture.completedFuture(null),
                        actions,
                        suspended::contains,
                        clock::nanoTime,
                        alerts,
                        readings),
                clock,
                Duration.ofMinutes(3));
        this.loads = new LoadWatch(windows, journal, new RegionalEc2(accountRegion -> port), clock, readings);
        startRoutesAfterTheContext();
    }

    /**
     * As the service's supervising route controller does. A scheduler that is there before may send a message to an endpoint
     * that Camel has made and not yet started.
     */
    private void startRoutesAfterTheContext() {
        context.setAutoStartup(false);
        try {
            context.addStartupListener(new StartupListener() {
                @Override
                public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {}

                @Override
                public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) throws Exception {
                    started.getRouteController().startAllRoutes();
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** An operator edits a file. */
    WindowCamel edit(String file, UnaryOperator<String> edit) {
        edits.put(file, edit);
        return this;
    }

    /** Puts a step first into the route of a file. */
    WindowCamel first(String file, String step) {
        return edit(
                file,
                text -> text.replaceFirst("      steps:\\n", "$0" + step.strip().indent(8)));
    }

    void load() throws Exception {
        bind();
        for (Path file : windowFiles()) {
            String name = file.getFileName().toString();
            String text = edits.getOrDefault(name, UnaryOperator.identity()).apply(Files.readString(file));
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
        }
        for (TemplatedRoute edge : EdgeRouteFactory.of(declared, clock.instant())) {
            // No prefix: the ids of the steps begin with the route's id already.
            TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, edge.templateId())
                    .routeId(edge.routeId())
                    .prefixId("");
            edge.parameters().forEach(route::parameter);
            route.add();
        }
        actions.attach(context, windows);
    }

    /** Loads a folder as the service does. */
    RouteLoadResult load(Path folder) {
        bind();
        List<TemplatedRoute> edges = EdgeRouteFactory.of(declared, clock.instant()).stream()
                .map(edge -> new TemplatedRoute(edge.routeId(), edge.templateId(), edge.parameters()))
                .toList();
        RouteLoadResult loaded =
                RouteFiles.silent(context, folder).load(new RequiredRoutes(edges, List.of(), List.of(), Set.of()));
        actions.attach(context, windows);
        return loaded;
    }

    private void bind() {
        context.getRegistry().bind("windows", windows);
        context.getRegistry().bind("windowActions", actions);
        context.getRegistry().bind("windowLoads", new WindowLoads(loads, accountRegion -> "cloudWatchClient"));
        context.getRegistry().bind("windowsOutside", new RequiredWindowRoutesTest.NothingOutside());
        context.getRegistry().bind("windowCalendars", new RequiredWindowRoutesTest.NothingToFetch());
        context.getRegistry().bind("ec2Client", client);
        Properties properties = new Properties();
        properties.setProperty("windows.reconcile-period", "1h");
        properties.setProperty("windows.outside-period", "1h");
        properties.setProperty("windows.start-poll", "1");
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    static List<Path> windowFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(window|ec2|cloudwatch).*\\.camel\\.yaml"))
                    .sorted()
                    .toList();
        }
    }

    void ring(String routeId) throws SchedulerException {
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        JobKey key = new JobKey(routeId, "windows");
        Trigger trigger = scheduler.getTriggersOfJob(key).get(0);
        scheduler.triggerJob(key, trigger.getJobDataMap());
    }

    Set<String> alertCodes() {
        Set<String> codes = new HashSet<>();
        alerts.raised("windows").forEach(alert -> codes.add(alert.code()));
        return codes;
    }

    @Override
    public void close() {
        actions.close();
        context.stop();
        if (isOurs) {
            database.close();
        }
    }
}
