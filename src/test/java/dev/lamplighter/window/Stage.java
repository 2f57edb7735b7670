package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ServerTimeSample;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.hook.HookRunner;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.operate.PersistentState;
import dev.lamplighter.window.operate.WindowOperations;
import dev.lamplighter.window.ready.ReadyProbe;
import dev.lamplighter.window.ready.ReadyResult;
import dev.lamplighter.window.watch.WindowClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** The windows, a simulated EC2 and a simulated clock; a restart keeps EC2 and the database and nothing else. */
final class Stage implements AutoCloseable {
    static final String ORIGIN = "i-0123456789abcdef0";
    static final String SECOND = "i-0123456789abcdef1";
    static final String EIP = "eipalloc-0123456789abcdef0";
    static final String ENI = "eni-0123456789abcdef0";
    /** Codes of what costs a window an address or a volume and not itself. */
    private static final Set<String> CONFLICTS = Set.of("WINDOW-026", "WINDOW-031");

    static final Duration TICK = Duration.ofSeconds(30);

    /** Sundays 08:30 to 19:00 in Chicago; 22 November 2026 is one: 14:30Z to 01:00Z, lead from 14:20Z. */
    static final String SUNDAY = """
          - name: sunday-service
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            instance: i-0123456789abcdef0
            addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}]
        """;

    static final ReadyProbe ALWAYS_READY = check -> new ReadyResult(true, "answers");

    /** What every page says. */
    ReadyResult answer = new ReadyResult(true, "answers");

    /** Who runs routes; without anybody they fail. */
    HookRunner hooks = call -> CompletableFuture.failedFuture(new IllegalStateException("no routes"));

    final SetAside setAside = new SetAside();
    /** What AWS says of the time; until a test says so, nobody can be asked. */
    AwsTime aws = AwsTime.UNKNOWN;

    final Set<String> suspended = new HashSet<>();
    final SimulatedClock clock = new SimulatedClock("2026-11-22T14:00:00Z");
    final SimulatedEc2 ec2 = new SimulatedEc2(clock)
            .instance(ORIGIN, ENI)
            .instance(SECOND, "eni-0123456789abcdef1")
            .address(EIP);
    /** EC2 in other accounts and regions. */
    final Map<AccountRegion, SimulatedEc2> elsewhere = new HashMap<>();

    /** The names that polls of the light have seen. */
    List<NamedInstance> polled = List.of();

    /** In which the journal is said to lie. */
    StateFileIntegrity file = StateFileIntegrity.SOUND;

    /** Whether what is declared may be set aside. */
    boolean mayBeBroken;

    private final StateDatabase database = StateDatabase.inMemory();
    private String declaration = "";
    StreamingWindows windows;

    /** What CloudWatch says of the load of machines. */
    final SimulatedCloudWatch cloudWatch;

    private LoadReadings readings = new LoadReadings();

    @SuppressWarnings("NullAway.Init") // set by boot()
    LoadWatch loads;

    @SuppressWarnings("NullAway.Init") // set by boot()
    SdkEc2Actions actions;

    @SuppressWarnings("NullAway.Init") // set by boot()
    WindowJournal journal;

    @SuppressWarnings("NullAway.Init") // set by boot()
    AlertOutbox alerts;

    @SuppressWarnings("NullAway.Init") // set by boot()
    WindowOperations operations;

    Stage(String... declared) {
        declare(declared);
        cloudWatch = new SimulatedCloudWatch(clock);
        windows = boot(database.dataSource());
    }

    /** Edits windows.yaml; seen at the next restart or reload. */
    void declare(String... declared) {
        declaration = "windows:\n" + String.join("", declared);
    }

    /** As {@link #declare}, with the text of the whole file. */
    void declareFile(String text) {
        declaration = text;
    }

    /** Has the running service take what was declared since. */
    List<String> reload() {
        ParsedWindowsFile read = ParsedWindowsFile.parse("windows.yaml", declaration, clock.instant());
        assertThat(read.problems()).isEmpty();
        return windows.declare(read.windows());
    }

    void restart() {
        restart(database.dataSource());
    }

    void restart(DataSource through) {
        windows = boot(through);
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    private StreamingWindows boot(DataSource through) {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", declaration, clock.instant());
        assertThat(file.problems()).allMatch(problem -> mayBeBroken || CONFLICTS.contains(problem.code()));
        WindowClock believed = new WindowClock(clock, clock::nanoTime, whatAwsSays());
        actions = new SdkEc2Actions(ec2, believed);
        journal = new WindowJournal(through, Lease.SOLE, this.file);
        alerts = new AlertOutbox(database.dataSource(), clock);
        readings = new LoadReadings();
        StreamingWindows booted = new StreamingWindows(
                file.windows(),
                journal,
                new WindowPorts(
                        new RegionalEc2(accountRegion -> accountRegion.equals(AccountRegion.OWN)
                                ? actions
                                : new SdkEc2Actions(elsewhere.getOrDefault(accountRegion, ec2), believed)),
                        check -> answer,
                        call -> hooks.begin(call),
                        ActionDispatcher.NONE,
                        suspended::contains,
                        clock::nanoTime,
                        alerts,
                        readings),
                believed,
                Duration.ofMinutes(3));
        loads = new LoadWatch(booted, journal, new RegionalEc2(place -> actions), believed, readings);
        operations = new WindowOperations(
                booted, new PersistentState(journal, alerts), () -> file, believed, setAside, () -> polled);
        return booted;
    }

    private AwsTime whatAwsSays() {
        return new AwsTime() {
            @Override
            public List<ServerTimeSample> latest() {
                return aws.latest();
            }

            @Override
            public void ask() {
                aws.ask();
            }
        };
    }

    /** Looks every 30 s, first at the present time, until {@code instant} is reached. */
    void runTo(String instant) {
        Instant end = Instant.parse(instant);
        while (clock.instant().isBefore(end)) {
            windows.reconcile();
            clock.pass(TICK);
        }
        clock.set(instant);
        windows.reconcile();
    }

    /** Asks CloudWatch what is due, as the route does once a minute. */
    void askForLoad() {
        loads.due().forEach(question -> cloudWatch.answer(question, loads));
    }

    /** As {@link #runTo}, with EC2 or the journal failing now and then. */
    void runThroughFailuresTo(String instant) {
        Instant end = Instant.parse(instant);
        while (clock.instant().isBefore(end)) {
            try {
                windows.reconcile();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("WINDOW-109");
            }
            clock.pass(TICK);
        }
    }

    String origin() {
        return ec2.state(ORIGIN);
    }

    String state(String window) {
        return status(window).getState();
    }

    WindowStatus status(String window) {
        return windows.getWindows().stream()
                .filter(status -> status.getName().equals(window))
                .findFirst()
                .orElseThrow();
    }

    OccurrenceRecord entry(String window) {
        return new WindowJournal(database.dataSource()).latest(window).orElseThrow();
    }

    long calls(String action) {
        return ec2.mutations.stream().filter(call -> call.startsWith(action)).count();
    }

    List<String> mutations() {
        return ec2.mutations;
    }

    @Override
    public void close() {
        database.close();
    }
}
