package dev.lamplighter.app.feature;

import dev.lamplighter.base.MonotonicClock;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.message.MessageOutbox;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.fleet.FleetHealth;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.InstanceNotices;
import dev.lamplighter.fleet.LightSettings;
import dev.lamplighter.fleet.PollProcessor;
import dev.lamplighter.fleet.PolledFleets;
import dev.lamplighter.fleet.check.CheckBoard;
import dev.lamplighter.fleet.check.CheckDeclaration;
import dev.lamplighter.fleet.check.CheckSettings;
import dev.lamplighter.fleet.check.Checks;
import dev.lamplighter.fleet.check.SystemPing;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.ec2.PolledInstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Provides the data that the panel shows: a polling route for each source, and a route for each check. */
public final class FleetFeature implements Feature, PolledInstances {
    private static final int CHECK_THREADS = 4;
    private static final int IDLE_SECONDS = 60;

    /**
     * The most polls at a time. Each takes 1 MB of heap while EC2's answer is read; and 340 sources, polled every ten seconds, need
     * eight, so that those of a whole region may hang at once.
     */
    private static final int MOST_POLLS = 32;

    private final Map<String, Object> beans = new TreeMap<>();
    private final List<Ec2Client> clients = new ArrayList<>();
    private final List<TemplatedRoute> routes = new ArrayList<>();
    private final PolledFleets fleets;
    private final List<FleetAccountRegion> sources;
    private final List<Problem> problems;
    private final Set<String> polls;
    private final CheckBoard board;
    private final ExecutorService checkThreads;
    private final ScheduledExecutorService pollThreads;

    FleetFeature(ServiceContext on) {
        LightSettings light = LightSettings.of(on.settings());
        CheckSettings declared = CheckSettings.of(on.settings(), new SystemPing(), on.clock());
        fleets = new PolledFleets(light);
        PollProcessor steps = new PollProcessor(fleets, on.clock(), new MonotonicClock(on.clock(), System::nanoTime));
        sources = light.sources();
        problems = Stream.concat(light.problems().stream(), declared.problems().stream())
                .toList();
        polls = light.sources().stream().map(FleetAccountRegion::routeId).collect(Collectors.toSet());
        board = new CheckBoard(declared.checks(), on.clock());
        checkThreads = checkThreads();
        pollThreads = pollThreads(Math.min(sources.size(), MOST_POLLS));
        beans.put("fleetStatuses", (Processor) steps::statuses);
        beans.put("fleetDescriptions", (Processor) steps::descriptions);
        beans.put("fleetSnapshot", (Processor) steps::snapshot);
        beans.put("pollBackOff", (Processor) steps::backOff);
        beans.put("statusChecks", (Processor) exchange -> PollProcessor.check(exchange, board::update));
        beans.put("checks", new Checks(declared.checks(), fleets, board));
        beans.put("checkBoard", board);
        beans.put("checkThreads", checkThreads);
        beans.put("pollThreads", pollThreads);
        light.sources().forEach(source -> add(source, on.aws()));
        declared.checks().forEach(this::add);
    }

    private void add(FleetAccountRegion source, AwsClients aws) {
        if (!source.equals(FleetAccountRegion.OWN)) {
            Ec2Client client = aws.ec2Of().apply(source);
            clients.add(client);
            beans.put(source.clientBean(), client);
        }
        routes.add(new TemplatedRoute(
                source.routeId(),
                "light-poll",
                Map.of("poll", source.routeId(), "source", source.name(), "client", source.clientBean())));
    }

    private void add(CheckDeclaration check) {
        routes.add(new TemplatedRoute(
                check.routeId(),
                "light-check",
                Map.of(
                        "check",
                        check.name(),
                        "period",
                        Long.toString(check.period().toMillis()))));
    }

    /** A few threads, shared by all checks; they end when there is nothing to check. */
    private static ExecutorService checkThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                CHECK_THREADS, CHECK_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "light-check");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** The threads of all polls; each source has one of its own unless there are many. */
    private static ScheduledExecutorService pollThreads(int count) {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(count, work -> {
            Thread thread = new Thread(work, "light-poll");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }

    /** The last complete poll of an account and region; empty if it is none of the sources. */
    @Override
    public Optional<FleetSnapshot> latest(AccountRegion accountRegion) {
        return sources.stream()
                .filter(source -> accountRegion(source).equals(accountRegion))
                .findFirst()
                .flatMap(source -> fleets.latest(source.name()));
    }

    @Override
    public List<NamedInstance> named() {
        return sources.stream()
                .flatMap(source -> fleets.latest(source.name()).stream()
                        .flatMap(snapshot -> snapshot.instances().stream())
                        .flatMap(instance -> NamedInstance.of(instance, accountRegion(source)).stream()))
                .toList();
    }

    /** Tells of instances that are in another state. */
    InstanceNotices notices(MessageOutbox messages) {
        return new InstanceNotices(
                sources.stream().map(FleetAccountRegion::name).toList(), fleets::latest, messages);
    }

    public static AccountRegion accountRegion(FleetAccountRegion source) {
        return new AccountRegion(source.region(), source.roleArn(), source.externalId());
    }

    /** The results of the checks. */
    FleetHealth health() {
        return board;
    }

    @Override
    public String area() {
        return SetAside.LIGHT;
    }

    @Override
    public Map<String, Object> beans() {
        return beans;
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Checks", board);
    }

    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return routes;
    }

    /** The polls, if all of them are lost: the area is set aside when no account and region can be polled. */
    @Override
    public Set<String> vital(Set<String> lost) {
        return lost.containsAll(polls) ? polls : Set.of();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() {
        checkThreads.shutdownNow();
        pollThreads.shutdownNow();
        clients.forEach(Ec2Client::close);
    }
}
