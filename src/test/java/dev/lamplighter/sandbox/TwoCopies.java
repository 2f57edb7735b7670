package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.ec2.Ec2Timing;
import dev.lamplighter.sandbox.sts.StsStandIn;
import dev.lamplighter.window.copies.CopiesChecker;
import dev.lamplighter.window.copies.CopiesChecker.CutOff;
import dev.lamplighter.window.copies.CopiesChecker.DueCall;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import dev.lamplighter.window.copies.CopiesChecker.SentCall;
import dev.lamplighter.window.copies.CopiesChecker.Span;
import dev.lamplighter.window.copies.CopiesChecker.Starting;
import dev.lamplighter.window.copies.CopiesChecker.Wake;
import dev.lamplighter.window.copies.CopiesTally;
import dev.lamplighter.window.copies.CutOffCalls;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * Runs two services as processes on one database, over one EC2 that knows which of them calls, and lets things happen to them
 * as a seed decides. Each machine has a window of its own every two minutes, so that every ten seconds one is to be started or
 * stopped.
 */
final class TwoCopies implements AutoCloseable {
    /** After a crash, by whoever looks at the row of the lease. */
    static final Duration TAKEOVER = Duration.ofSeconds(15);

    private static final String STARTED = " started routes=";
    private static final int INSTANCES = 6;
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration APART = Duration.ofSeconds(20);
    /** Longer than the database is gone. */
    private static final Duration WINDOW = Duration.ofSeconds(50);

    private static final Duration LEAD = Duration.ofSeconds(1);
    /** From the start of a machine until it runs. */
    private static final Duration TO_RUN = Ec2Timing.BRISK.pending();

    /** The most services that start at a time: each takes all of a core for seconds, which others need to be in time. */
    private static final int STARTS = 2;

    private static final Semaphore MAY_START = new Semaphore(STARTS, true);
    /** From the kill to the moment when the database has carried out what it had been sent. */
    private static final Duration ARRIVED = Duration.ofMillis(500);

    private final Random random;
    private final double pauses;
    private final String name;
    private final EmbeddedPostgres server;
    private final Relay line;
    private final TestAccount account;
    private final List<OneOffWindow> windows = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Wake> wakes = new ArrayList<>();
    private final List<Span> away = new ArrayList<>();
    private final List<CutOff> cutOff = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Set<SentCall> sent = new LinkedHashSet<>();
    private Instant ready = Instant.MAX;
    private Duration longestTakeover = Duration.ZERO;

    /**
     * Makes two that don't run yet.
     *
     * @param name of the database and the homes
     * @param lasting how long there are windows
     * @param pauses by which all times of what happens are multiplied
     */
    TwoCopies(EmbeddedPostgres server, String name, Duration lasting, long seed, double pauses)
            throws IOException, InterruptedException, SQLException {
        this.server = server;
        this.name = name;
        this.random = new Random(seed);
        this.pauses = pauses;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        line = Relay.to(URI.create("http://127.0.0.1:" + server.getPort()));
        line.mend();
        account = new TestAccount(name);
        List<String> instances = account.stoppedInstances(INSTANCES);
        copies.add(new Copy("one"));
        copies.add(new Copy("two"));
        Instant begin = Instant.now().plus(FIRST);
        for (int n = 0; APART.multipliedBy(n).compareTo(lasting) < 0; n++) {
            Instant from = begin.plus(APART.multipliedBy(n));
            windows.add(new OneOffWindow("w-" + n, from, WINDOW, LEAD, instances.get(n % INSTANCES), Map.of()));
        }
        copies.forEach(Copy::declareWindows);
        happened("seed " + seed);
    }

    /** Starts both at a time; returns when one of them acts. */
    void start() {
        MAY_START.acquireUninterruptibly(STARTS);
        try {
            copies.forEach(Copy::begin);
            copies.forEach(Copy::awaitStarted);
        } finally {
            MAY_START.release(STARTS);
        }
        await(told()).atMost(ServiceHome.LONGEST).until(() -> !holder().isEmpty());
        ready = Instant.now();
    }

    /** One event, when the next call is due or at any time, and the pause after it. */
    void befall() throws Exception {
        if (random.nextBoolean()) {
            pass(Duration.between(Instant.now(), nextDue()).plusMillis(random.nextInt(800) - 200L));
        }
        switch (random.nextInt(4)) {
            case 0 -> restart(holderOrAny());
            case 1 -> suspend(holderOrAny(), scaled(20));
            case 2 -> cut(scaled(30));
            default -> moveClock(copies.get(random.nextInt(2)), Duration.ofHours(2), scaled(5));
        }
        pass(scaled(random.nextInt(15)));
        collect();
    }

    private void restart(Copy copy) throws IOException {
        kill(copy);
        copy.start();
    }

    /** Ends the process at once, and waits for the other to act. */
    void kill(Copy copy) throws IOException {
        boolean acted = holder().equals(copy.name);
        happens("kill -9", copy.name);
        Instant killed = Instant.now();
        copy.close();
        if (acted) {
            lookForACallCutOff(copy, killed);
            awaitTakeover(copy, killed);
        }
    }

    /** Long before another copy may act and write the journal. */
    private void lookForACallCutOff(Copy copy, Instant ended) {
        pass(ARRIVED);
        List<CutOff> found =
                CutOffCalls.of(CutOffCalls.journalled(server.getDatabase("postgres", name)), copy.calls(), ended);
        found.forEach(call -> happened("a call of " + call.resource() + " was cut off"));
        cutOff.addAll(found);
    }

    private void awaitTakeover(Copy from, Instant since) {
        await(told()).atMost(ServiceHome.LONGEST).until(() -> holder().equals(other(from).name));
        Duration taken = Duration.between(since, Instant.now());
        happened(other(from).name + " acts after " + taken);
        longestTakeover = taken.compareTo(longestTakeover) > 0 ? taken : longestTakeover;
        if (taken.compareTo(TAKEOVER) > 0) {
            wrong.add("takeover only after " + taken);
        }
    }

    /** SIGSTOP for that long. */
    void suspend(Copy copy, Duration time) throws IOException, InterruptedException {
        boolean acted = holder().equals(copy.name);
        happens("SIGSTOP", copy.name + (acted ? ", which acts" : ""));
        Instant stopped = Instant.now();
        copy.signal("STOP");
        if (acted) {
            lookForACallCutOff(copy, stopped);
        }
        pass(Duration.between(Instant.now(), stopped.plus(time)));
        wake(copy);
    }

    /** SIGSTOP until the other acts. */
    void suspendUntilTakeover(Copy copy) throws IOException, InterruptedException {
        happens("SIGSTOP", copy.name);
        Instant stopped = Instant.now();
        copy.signal("STOP");
        lookForACallCutOff(copy, stopped);
        awaitTakeover(copy, stopped);
    }

    void wake(Copy copy) throws IOException, InterruptedException {
        wakes.add(new Wake(copy.name, Instant.now()));
        copy.signal("CONT");
        happened(copy.name + " goes on, " + holder() + " acts");
    }

    void cut(Duration time) throws IOException {
        happens("database gone", "");
        Instant from = Instant.now();
        line.cut();
        pass(time);
        line.mend();
        away.add(new Span(from, Instant.now()));
        happened("the database is back");
    }

    private void moveClock(Copy copy, Duration by, Duration time) {
        happens("clock 2 h ahead", copy.name + (holder().equals(copy.name) ? ", which acts" : ""));
        copy.setAhead(by);
        pass(time);
        copy.setAhead(Duration.ZERO);
    }

    private Duration scaled(int seconds) {
        return Duration.ofMillis((long) (seconds * 1000 * pauses));
    }

    private Copy holderOrAny() {
        return random.nextInt(4) > 0 && !holder().isEmpty() ? copy(holder()) : copies.get(random.nextInt(2));
    }

    private Instant nextDue() {
        return windows.stream()
                .flatMap(window -> Stream.of(window.leadFrom(), window.end()))
                .filter(Instant.now()::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.now());
    }

    Copy copy(String called) {
        return copies.stream()
                .filter(copy -> copy.name.equals(called))
                .findFirst()
                .orElseThrow();
    }

    Copy other(Copy copy) {
        return copies.get(copy == copies.get(0) ? 1 : 0);
    }

    /** Whose row the lease of the windows is, or empty; the database is asked, not a service. */
    String holder() {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT holder FROM window_lease WHERE name = 'windows'")) {
            return row.next() ? row.getString(1).replaceFirst("/.*", "") : "";
        } catch (SQLException e) {
            return ""; // no copy has made the table yet
        }
    }

    void pass(Duration time) {
        Instant then = Instant.now().plus(time);
        await().atMost(ServiceHome.LONGEST.plus(time.isNegative() ? Duration.ZERO : time))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !Instant.now().isBefore(then));
    }

    private void happens(String kind, String to) {
        counts.merge(kind, 1, Integer::sum);
        happened((kind + " " + to).strip());
    }

    private void happened(String what) {
        happened.add(Instant.now() + " " + what);
        copies.get(0).home.write("happened.txt", String.join("\n", happened) + "\n");
    }

    /** What can be told of a failure. */
    String told() {
        return "logs in target/it/" + name + "-*\n" + String.join("\n", happened);
    }

    private void collect() {
        copies.forEach(copy -> sent.addAll(copy.calls()));
        Findings findings = judge();
        copies.get(0)
                .home
                .write(
                        "judged.txt",
                        summary(findings) + "\nwrong:\n" + String.join("\n", findings.wrong()) + "\nharmless:\n"
                                + String.join("\n", findings.harmless()) + "\n");
    }

    /** Adds what happened to that of others. */
    void addTo(CopiesTally tally, Findings findings) {
        tally.add(counts, sent.size(), longestTakeover, findings);
    }

    /** What happened, in a line. */
    String summary(Findings findings) {
        return "events=" + counts + " calls=" + sent.size() + " wrong="
                + findings.wrong().size() + " harmless=" + findings.harmless().size() + " longestGap="
                + findings.longestGap() + " longestTakeover=" + longestTakeover;
    }

    /** Judges each machine from the first window on that both copies have seen whole. */
    Findings judge() {
        copies.forEach(copy -> sent.addAll(copy.calls()));
        List<DueCall> due = due();
        List<SentCall> since = sent.stream()
                .filter(call -> !call.at().isBefore(judgedFrom(call.resource(), due)))
                .toList();
        Findings findings = new CopiesChecker(due, wakes, away, cutOff, starting()).of(since, Instant.now());
        findings.wrong().addAll(wrong);
        copies.forEach(copy -> findings.wrong().addAll(copy.home.traces()));
        return findings;
    }

    /** When EC2 was starting machines, by the calls that it took. */
    private List<Starting> starting() {
        return sent.stream()
                .filter(call -> call.action().equals("START"))
                .map(call -> new Starting(
                        call.resource(), new Span(call.at(), call.at().plus(TO_RUN))))
                .toList();
    }

    /** Of a machine with a window that began before both copies ran, from its next one. */
    private Instant judgedFrom(String machine, List<DueCall> due) {
        boolean isWhole = windows.stream()
                .noneMatch(window ->
                        window.instance().equals(machine) && window.leadFrom().isBefore(ready));
        return isWhole
                ? Instant.EPOCH
                : due.stream()
                        .filter(first -> first.resource().equals(machine))
                        .findFirst()
                        .map(first -> first.at().minusSeconds(2))
                        .orElse(Instant.MAX);
    }

    private List<DueCall> due() {
        List<DueCall> due = new ArrayList<>();
        for (OneOffWindow window : windows) {
            if (window.leadFrom().isBefore(ready)) {
                continue; // it began before both copies ran
            }
            String machine = window.instance();
            Instant next = windows.stream()
                    .filter(other ->
                            other.instance().equals(machine) && other.leadFrom().isAfter(window.end()))
                    .map(OneOffWindow::leadFrom)
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
            due.add(new DueCall(window.name(), "START", machine, window.leadFrom(), window.end(), CopiesChecker.GAP));
            due.add(new DueCall(window.name(), "STOP", machine, window.end(), next, CopiesChecker.GAP));
        }
        return due;
    }

    @Override
    public void close() throws IOException {
        for (Copy copy : copies) {
            copy.close();
            copy.aws.close();
        }
        account.close();
        line.close();
    }

    /** A home of a service, its own door to EC2, and the process that runs there. */
    final class Copy {
        final ServiceHome home;
        final String name;
        private final AwsServer aws = AwsServer.start(0);
        private final @Nullable MovedClock clock;
        private @Nullable ServiceProcess service;
        private int starts;

        private Copy(String called) throws IOException, InterruptedException {
            name = called;
            aws.serve("ec2", account.ec2()).serve("sts", new StsStandIn(InstantSource.system()));
            Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
            settings.put(
                    "state.url",
                    "jdbc:postgresql://127.0.0.1:" + line.endpoint().getPort() + "/" + TwoCopies.this.name);
            settings.put("state.user", "postgres");
            settings.put("state.copy", name);
            settings.put("alerts.period", "1s");
            settings.put("panel.type", "none");
            home = ServiceHome.unpack(TwoCopies.this.name + "-" + name, settings);
            home.export("PGPASSWORD", "postgres");
            clock = MovedClock.isPossible() ? MovedClock.of(home) : null;
        }

        private void declareWindows() {
            StringBuilder yaml = new StringBuilder("defaults: {grace: 60s}\nwindows:\n");
            windows.forEach(window -> yaml.append(window.yaml()));
            home.write("windows.yaml", yaml.toString());
        }

        void start() {
            MAY_START.acquireUninterruptibly();
            try {
                begin();
                awaitStarted();
            } finally {
                MAY_START.release();
            }
        }

        private void begin() {
            starts = home.log(line -> line.contains(STARTED)).size();
            service = home.start(new Endpoints(aws.endpoint(), account.s3Endpoint()));
        }

        private void awaitStarted() {
            await(told())
                    .atMost(ServiceHome.LONGEST)
                    .until(() -> home.log(line -> line.contains(STARTED)).size() > starts || !isAlive());
            happened(name + " runs");
        }

        private boolean isAlive() {
            return service != null && service.isAlive();
        }

        /** Orderly: it lets the other act before it ends. */
        void stop() throws InterruptedException {
            happened("SIGTERM " + name);
            if (service != null) {
                service.stop(ServiceHome.LONGEST);
            }
            happened(name + " has ended");
        }

        private void signal(String signal) throws IOException, InterruptedException {
            if (service != null) {
                ServiceHome.signal(service, signal);
            }
        }

        private void setAhead(Duration by) {
            if (clock != null) {
                clock.setAhead(by);
            }
        }

        private Collection<SentCall> calls() {
            List<SentCall> calls = new ArrayList<>();
            for (Call call : aws.ledger().calls()) {
                if (call.request() instanceof StartInstancesRequest start) {
                    start.instanceIds().forEach(id -> calls.add(new SentCall(call.at(), name, "START", id)));
                } else if (call.request() instanceof StopInstancesRequest stop) {
                    stop.instanceIds().forEach(id -> calls.add(new SentCall(call.at(), name, "STOP", id)));
                } else if (!call.operation().matches("(Describe|Get).*")) {
                    calls.add(new SentCall(call.at(), name, call.operation(), ""));
                }
            }
            return calls;
        }

        private void close() {
            if (service != null) {
                service.close();
            }
        }
    }
}
