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
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

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
    private final List<TemplatedRoute> checks = new ArrayList<>();
    private final PolledFleets fleets;
    private final PolledSources polled;
    private final List<Problem> problems;
    private final CheckBoard board;
    private final ExecutorService checkThreads;
    private final ScheduledThreadPoolExecutor pollThreads;

    FleetFeature(ServiceContext on) {
        polled = new PolledSources(on);
        LightSettings light = polled.settings();
        CheckSettings declared = CheckSettings.of(on.settings(), new SystemPing(), on.clock());
        fleets = new PolledFleets(light);
        // The pause after EC2 throttled a source is measured by the monotonic clock.
        PollProcessor steps = new PollProcessor(fleets, on.clock(), new MonotonicClock(on.clock(), System::nanoTime));
        problems = Stream.concat(light.problems().stream(), declared.problems().stream())
                .toList();
        board = new CheckBoard(declared.checks(), on.clock());
        checkThreads = checkThreads();
        pollThreads = pollThreads(threads(light));
        beans.put("fleetStatuses", (Processor) steps::statuses);
        beans.put("fleetDescriptions", (Processor) steps::descriptions);
        beans.put("fleetSnapshot", (Processor) steps::snapshot);
        beans.put("pollBackOff", (Processor) steps::backOff);
        beans.put("statusChecks", (Processor) exchange -> PollProcessor.check(exchange, board::update));
        beans.put("checks", new Checks(declared.checks(), fleets, board));
        beans.put("checkBoard", board);
        beans.put("checkThreads", checkThreads);
        beans.put("pollThreads", pollThreads);
        declared.checks().forEach(this::add);
        polled.listen(later -> {
            fleets.take(later);
            pollThreads.setCorePoolSize(threads(later));
        });
    }

    private static int threads(LightSettings light) {
        return Math.min(light.sources().size(), MOST_POLLS);
    }

    /** Has somebody told the names of the sources whenever others are polled. */
    void listen(Consumer<Set<String>> listener) {
        polled.listen(later -> listener.accept(later.sourceNames()));
    }

    private void add(CheckDeclaration check) {
        checks.add(new TemplatedRoute(
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
    private static ScheduledThreadPoolExecutor pollThreads(int count) {
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
        return polled.sources().stream()
                .filter(source -> accountRegion(source).equals(accountRegion))
                .findFirst()
                .flatMap(source -> fleets.latest(source.name()));
    }

    @Override
    public List<NamedInstance> named() {
        return polled.sources().stream()
                .flatMap(source -> fleets.latest(source.name()).stream()
                        .flatMap(snapshot -> snapshot.instances().stream())
                        .flatMap(instance -> NamedInstance.of(instance, accountRegion(source)).stream()))
                .toList();
    }

    /** Tells of instances that are in another state. */
    InstanceNotices notices(MessageOutbox messages) {
        return new InstanceNotices(
                () -> polled.sources().stream().map(FleetAccountRegion::name).toList(), fleets::latest, messages);
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
        Map<String, Object> all = new TreeMap<>(beans);
        all.putAll(polled.beans());
        return all;
    }

    @Override
    public void attach(CamelContext context) {
        polled.attach(context);
    }

    @Override
    public Optional<StagedReload> reread() {
        return Optional.of(polled.reread());
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Checks", board);
    }

    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return Stream.concat(polled.routes().stream(), checks.stream()).toList();
    }

    /** The polls, if all of them are lost: the area is set aside when no account and region can be polled. */
    @Override
    public Set<String> vital(Set<String> lost) {
        Set<String> polls =
                polled.sources().stream().map(FleetAccountRegion::routeId).collect(Collectors.toSet());
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
        polled.close();
    }
}
