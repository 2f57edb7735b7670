package dev.lamplighter.app.service;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.doctor.Doctor;
import dev.lamplighter.app.doctor.DoctorReport;
import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.Features;
import dev.lamplighter.app.feature.JmxRegistrations;
import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.feature.ServiceState;
import dev.lamplighter.app.feature.Watchdog;
import dev.lamplighter.app.health.HealthChecks;
import dev.lamplighter.app.health.LightHealthCheck;
import dev.lamplighter.app.health.MessagesHealthCheck;
import dev.lamplighter.app.health.RouteFailureLog;
import dev.lamplighter.app.health.RouteHealthSettings;
import dev.lamplighter.app.health.RouteOutcomeHealthCheck;
import dev.lamplighter.app.health.RouteReports;
import dev.lamplighter.app.health.SetAsideHealthCheck;
import dev.lamplighter.app.http.HttpSettings;
import dev.lamplighter.app.jmx.RoutesWithoutSteps;
import dev.lamplighter.app.jmx.SharedMBeanInfos;
import dev.lamplighter.app.route.CamelSettings;
import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.RefusedConfigurationException;
import dev.lamplighter.app.status.StatusFile;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.PrivateFolder;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.panel.driver.PanelDrivers;
import dev.lamplighter.panel.driver.PanelSurroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service: one Camel Main with all three areas in it, until it is stopped. */
public final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    /**
     * How long the process waits for the features to close: longer than Camel waits for messages in flight ({@code
     * camel.main.shutdown-timeout}).
     */
    private static final Duration FAREWELL = Duration.ofSeconds(60);

    private Configuration configuration;
    private final UnaryOperator<Verbs> ofSocket;
    private final RouteReports routeReports = new RouteReports();
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * Makes a service.
     *
     * @param ofSocket the verbs that its socket has, of those of every interface
     */
    public Service(Configuration configuration, UnaryOperator<Verbs> ofSocket) {
        this.configuration = configuration;
        this.ofSocket = ofSocket;
    }

    /**
     * Runs until SIGTERM or Ctrl-C, or as {@link AwaitedDatabase} says. When it returns the exit code, the panel is dark and the
     * state is saved.
     */
    public int run() throws Exception {
        requireWhatNothingBeginsWithout(List.of());
        configuration.remarks().forEach(remark -> LOG.warn("{}", remark.line()));
        configuration.writableByOthers().forEach(warning -> LOG.warn("{}", warning.line()));
        configuration.unknownKeys().forEach(problem -> LOG.warn("{}", problem.line()));
        // The JVM ends after its shutdown hooks: without this one it would end while the features still close.
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitEnd, "await-end"));
        Path state = configuration.stateFolder();
        try (ServiceState database = ServiceState.openOrAwait(configuration);
                AwsClients aws = connect(database.leases())) {
            PrivateFolder.tighten(state).forEach(problem -> LOG.warn("{}", problem.line()));
            ServiceContext serviceContext = ServiceContext.on(database, configuration, aws, InstantSource.system());
            database.file().mark(); // a loss of state has been reported by now
            if (database.away().isPresent()) {
                configuration = configuration.withoutCosts();
            }
            return run(serviceContext.with(configuration.settings()), database, state);
        } finally {
            finished.countDown();
        }
    }

    /** From the moment JMX shows the features until the end, the state folder names this process. */
    private int run(ServiceContext serviceContext, ServiceState database, Path state) throws Exception {
        PanelSurroundings around = LightFeature.surroundingsOfRun();
        try (Features features = Features.on(serviceContext, new PanelDrivers(around)::choose);
                JmxRegistrations jmx = new JmxRegistrations();
                AwaitedDatabase awaited = new AwaitedDatabase(database.away());
                Watchdog watchdog = Watchdog.start(System.getenv(), Watchdog.period(configuration.settings()))) {
            SetAside setAside = serviceContext.setAside();
            requireAnArea(features, setAside);
            tell(setAside);
            ReloadService reloadService = new ReloadService(configuration, features, setAside, jmx);
            Verbs verbs = verbs(features, reloadService, serviceContext);
            Main main = camel(features, setAside);
            main.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeStart(BaseMainSupport starting) {
                    loadRoutes(starting.getCamelContext(), features, reloadService, verbs);
                }

                @Override
                public void afterStart(BaseMainSupport started) {
                    reloadService.begin(started.getCamelContext());
                    LOG.info("started routes={}", started.getCamelContext().getRoutesSize());
                    watchdog.ready();
                    awaited.begin(main::completed);
                }
            });
            jmx.register(features.mxBeans(), verbs);
            features.watch(watchdog);
            if (database.away().isEmpty()) {
                serviceContext.leases().start();
            }
            features.start().stream().map(Problem::line).forEach(LOG::error);
            VerbEndpoints verbEndpoints = VerbEndpoints.open(
                    HttpSettings.of(configuration.settings()),
                    state,
                    verbs,
                    ofSocket.apply(verbs),
                    features.pageSources(routeReports),
                    setAside);
            StatusFile kept =
                    StatusFile.start(state.resolve(PrivateFolder.STATUS), features.status()::json, System::nanoTime);
            Runnable endOfPicture = RunTerminal.begin(around, features, state);
            try {
                RunningService.announce(state, verbEndpoints.socket());
                main.run();
                return awaited.exitCode(main.getExitCode());
            } finally {
                endOfPicture.run();
                reloadService.close();
                kept.close();
                verbEndpoints.close();
                RunningService.retract(state);
            }
        }
    }

    /** Refuses to start if a required setting can't be used, and reports everything that is wrong at once. */
    private void requireWhatNothingBeginsWithout(List<Problem> more) {
        if (!more.isEmpty() || !configuration.examined().fatal().isEmpty()) {
            throw RefusedConfigurationException.ofService(Stream.concat(configuration.refused().stream(), more.stream())
                    .toList());
        }
    }

    private AwsClients connect(Leases leases) {
        try {
            return AwsClients.connect(configuration.settings(), leases);
        } catch (ProblemException e) {
            requireWhatNothingBeginsWithout(List.of(configuration.located(e.problem())));
            throw e;
        }
    }

    private void requireAnArea(Features features, SetAside setAside) {
        if (!features.isAnyLeft(configuration.settings().flag("cost.enabled", false))) {
            throw RefusedConfigurationException.ofService(
                    setAside.entries().stream().map(SetAside.Entry::problem).toList());
        }
    }

    /** Reports what is set aside, in the same lines as {@code check}. */
    private static void tell(SetAside setAside) {
        setAside.entries().stream()
                .map(entry -> entry.problem().line())
                .distinct() // one may stop several areas
                .forEach(LOG::error);
        if (!setAside.stoppedAreas().isEmpty()) {
            LOG.info("set aside as a whole: {}", String.join(", ", new TreeSet<>(setAside.stoppedAreas())));
        }
    }

    /**
     * Makes Camel Main with package scanning off ({@code new Main()}). All values come from {@link Configuration}, already
     * resolved.
     */
    private Main camel(Features features, SetAside setAside) throws Exception {
        CamelSettings keys = new CamelSettings(Configuration.defaults(), problem -> {
            setAside.add(SetAside.SETTINGS, problem);
            LOG.error("{}", configuration.located(problem).line());
        });
        return keys.initialize(
                properties -> {
                    Main main = new ServiceMain(features.beansMadeWhenNeeded());
                    main.setDefaultPropertyPlaceholderLocation("false");
                    main.setOverrideProperties(properties);
                    features.beans().forEach(main::bind);
                    return main;
                },
                configuration.properties());
    }

    /**
     * Loads the routes. The health checks come first, because Camel looks for event listeners when the context is
     * initialized.
     */
    private Verbs verbs(Features features, ReloadService reloadService, ServiceContext serviceContext) {
        List<Verb> more = new ArrayList<>(List.of(reloadService.verb()));
        more.addAll(DoctorReport.verbs(
                new Doctor(configuration, serviceContext::aws, features.costRoutes(), serviceContext.clock(), true)));
        return features.verbs(more.toArray(Verb[]::new));
    }

    private void loadRoutes(CamelContext context, Features features, ReloadService reloadService, Verbs verbs) {
        RouteFiles files = new RouteFiles(context, configuration.home().routes());
        RouteOutcomeHealthCheck outcomes = new RouteOutcomeHealthCheck(
                RouteHealthSettings.of(configuration.settings()),
                new ElapsedTime(InstantSource.system(), System::nanoTime),
                new RouteFailureLog(files::placeOf));
        HealthChecks.install(
                context,
                outcomes,
                new SetAsideHealthCheck(reloadService.setAside()),
                new LightHealthCheck(features.status()::freshness),
                new MessagesHealthCheck(features.status()::unreachable, features.status()::isNobodyTold));
        routeReports.attach(context, outcomes);
        RequiredRoutes declared = features.routes().declared();
        SharedMBeanInfos.useIn(context);
        RoutesWithoutSteps.showIn(context, declared.templated().size());
        features.attach(context);
        RouteLoadResult loaded = files.load(declared);
        reloadService.loaded(loaded);
        LOG.info(
                "starting routes={} files={} setAside={}",
                loaded.routes().size(),
                loaded.files().size(),
                loaded.problems().size());
        reloadService.show(files, outcomes, loaded, verbs);
    }

    private void awaitEnd() {
        try {
            if (!finished.await(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("ending with work in flight after {} s", FAREWELL.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
