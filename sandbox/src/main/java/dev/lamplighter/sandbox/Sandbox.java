package dev.lamplighter.sandbox;

import dev.lamplighter.app.access.RunningSandbox;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportVersion;
import dev.lamplighter.sandbox.ec2.FleetLife;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-ins and the service beside them: {@code --once} to its end, or to watch until stopped. */
public final class Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
    private static final long SEED = 20261122;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_TO_LIGHT = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(45);
    private static final Duration STOPPING_AND_WRITING_AN_ARCHIVE = Duration.ofMinutes(5);
    /** So that costs need not wait for it. */
    private static final Map<String, String> S3_IS_THERE = Map.of("cost.poll-initial-delay", "0s");

    private static final int PAGE_PORT = 8090;
    private static final int SECONDS_BETWEEN_EVENTS = 4;
    private static final int SECONDS_BETWEEN_DELIVERIES = 90;

    private final Path home;
    private final Path path;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();

    /**
     * A sandbox that has not begun.
     *
     * @param home a built checkout
     * @param path holds buckets and state; emptied at start
     * @param out where the summary and the endpoints are printed
     */
    public Sandbox(Path home, Path path, PrintStream out) {
        this.home = home;
        this.path = path;
        this.out = out;
    }

    /** Each way once to its end; returns 0, or 1 after naming what failed. */
    public int once() throws Exception {
        SandboxFolder folder = SandboxFolder.fresh(path);
        try (StandIns standIns = StandIns.start(home.resolve("target"), folder, clock)) {
            standIns.lake().warmUp();
            folder.writeSettings(home.resolve("sandbox.properties"), standIns.healthPages());
            RunningSandbox.announce(home, folder.serviceProperties());
            ReportDeliveries deliveries = deliveries(standIns, folder);
            Map<YearMonth, Delivery> first = CostWatch.firstDeliveries(deliveries, thisMonth());
            try (ServiceProcess service = start(
                    standIns,
                    folder,
                    S3_IS_THERE,
                    Redirect.appendTo(folder.serviceLog().toFile()))) {
                Summary summary =
                        watch(standIns, deliveries, first, service).and(found("stop", () -> stopped(service)));
                summary.print(out);
                if (!summary.ok()) {
                    out.println("what the service said is in " + folder.serviceLog());
                }
                return summary.ok() ? 0 : 1;
            }
        }
    }

    private Summary watch(
            StandIns standIns, ReportDeliveries deliveries, Map<YearMonth, Delivery> first, ServiceProcess process)
            throws Exception {
        Patience patience = new Patience(LONGEST, process::isAlive);
        try (ServiceView view = patience.until(() -> ServiceView.attach(process.pid()), seen -> true)) {
            patience.until(() -> view.isRegistered("dev.lamplighter:type=CostReports"), Boolean::booleanValue);
            List<Finding> findings = new ArrayList<>();
            findings.add(found(
                    "light", () -> new LightWatch(standIns, view.feature("Panel", PanelMXBean.class)).watch(patience)));
            try (var athena = standIns.athena()) {
                findings.add(found(
                        "costs",
                        () -> new CostWatch(deliveries, view, new AthenaQuestion(athena), thisMonth())
                                .watch(first, patience)));
            }
            findings.add(found("windows", () -> new WindowWatch(standIns).watch(patience)));
            findings.add(found("routes", () -> new RoutesWatch(view).watch()));
            return new Summary(findings, view.startTime(), process.memory());
        }
    }

    /** A way that can't be watched to its end is a way that failed; the others are watched all the same. */
    private static Finding found(String way, Callable<Finding> watch) {
        try {
            return watch.call();
        } catch (Exception e) {
            LOG.debug("{} could not be watched", way, e);
            return new Finding(way, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    private static Finding stopped(ServiceProcess process) throws InterruptedException {
        long begin = System.nanoTime();
        int exit = process.stop(STOPPING);
        String line = "SIGTERM, exit code %d after %.1f s".formatted(exit, (System.nanoTime() - begin) / 1e9);
        // 143 = 128 + SIGTERM, what a JVM answers that has run its shutdown hooks.
        return new Finding("stop", exit == 0 || exit == 143 ? List.of() : List.of(line), List.of(line));
    }

    /**
     * Runs until S3 has answered and the light shows its first picture, without being announced to other terminals; returns 0,
     * or 1 when there was no light.
     */
    public int untilLight() throws Exception {
        SandboxFolder folder = SandboxFolder.fresh(path);
        try (StandIns standIns = StandIns.start(home.resolve("target"), folder, clock)) {
            folder.writeSettings(home.resolve("sandbox.properties"), standIns.healthPages());
            folder.declareWindows(home.resolve("sandbox.windows.yaml"), clock.instant());
            try (ServiceProcess service = start(
                    standIns,
                    folder,
                    Map.of(),
                    Redirect.appendTo(folder.serviceLog().toFile()))) {
                standIns.s3().listBuckets();
                awaitLight(folder, service);
                service.stop(STOPPING_AND_WRITING_AN_ARCHIVE);
                return Files.exists(folder.pixels()) ? 0 : 1;
            }
        }
    }

    /** Runs until the service ends or this process is stopped; returns the service's exit code. */
    public int live() throws Exception {
        SandboxFolder folder = SandboxFolder.fresh(path);
        try (StandIns standIns = StandIns.start(home.resolve("target"), folder, clock)) {
            tellWhere(standIns, folder);
            ScheduledExecutorService life = Executors.newScheduledThreadPool(1, task -> {
                Thread thread = new Thread(task, "sandbox-life");
                thread.setDaemon(true);
                return thread;
            });
            folder.writeSettings(home.resolve("sandbox.properties"), standIns.healthPages());
            folder.declareWindows(home.resolve("sandbox.windows.yaml"), clock.instant());
            int pagePort = freePort();
            folder.servePage(pagePort);
            RunningSandbox.announce(home, folder.serviceProperties());
            try (ServiceProcess service = start(standIns, folder, Map.of(), Redirect.INHERIT)) {
                tellHow(pagePort);
                FleetLife fleet = new FleetLife(standIns.ec2(), SEED);
                awaitLight(folder, service);
                LivingReports reports = new LivingReports(deliveries(standIns, folder), thisMonth());
                standIns.lake().warmUp();
                repeat(life, "fleet", SECONDS_BETWEEN_EVENTS, fleet::tick);
                repeat(life, "reports", SECONDS_BETWEEN_DELIVERIES, reports::deliver);
                return service.await();
            } finally {
                life.shutdownNow();
            }
        }
    }

    /** Waits for the first picture, which the starts of S3 and Trino would otherwise slow down; the service asks them later. */
    private static void awaitLight(SandboxFolder folder, ServiceProcess service) throws InterruptedException {
        long begin = System.nanoTime();
        while (service.isAlive()
                && Files.notExists(folder.pixels())
                && System.nanoTime() - begin < LONGEST_TO_LIGHT.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** A turn that fails is told; the next one comes all the same. */
    private static void repeat(ScheduledExecutorService life, String what, int seconds, Runnable turn) {
        Runnable told = () -> {
            try {
                turn.run();
            } catch (RuntimeException e) {
                LOG.error("{} of the sandbox failed: {}", what, e.toString());
            }
        };
        var unused = life.scheduleWithFixedDelay(told, 0, seconds, TimeUnit.SECONDS);
    }

    /** The port of the status page: the usual one, or another while that is taken. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket usual = new ServerSocket(PAGE_PORT, 0, loopback)) {
            return usual.getLocalPort();
        } catch (BindException e) {
            try (ServerSocket any = new ServerSocket(0, 0, loopback)) {
                return any.getLocalPort();
            }
        }
    }

    private static void end(ServiceProcess service) {
        try {
            service.stop(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It ends when this process is asked to. */
    private ServiceProcess start(
            StandIns standIns, SandboxFolder folder, Map<String, String> settings, Redirect output) {
        ServiceProcess service =
                ServiceProcess.start(home, standIns.endpoints(), List.of(folder.serviceProperties()), settings, output);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "sandbox-end"));
        return service;
    }

    private static ReportDeliveries deliveries(StandIns standIns, SandboxFolder folder) {
        return new ReportDeliveries(standIns.s3(), folder.path().resolve("deliveries"));
    }

    private void tellWhere(StandIns standIns, SandboxFolder folder) {
        out.println("Lamplighter sandbox. The stand-ins, for your own clients:");
        out.println("  export AWS_ENDPOINT_URL=" + standIns.awsEndpoint() + " AWS_ENDPOINT_URL_S3="
                + standIns.s3Endpoint()
                + " AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox");
        out.println("Buckets are folders in " + folder.buckets() + ". Ctrl-C ends it.");
        out.println(
                "What warns is meant, to show how it looks: machines fail a check now and then, half of what runs is covered by no"
                        + " commitment (COST-130), and some costs leave what was usual (COST-131).");
    }

    private void tellHow(int pagePort) {
        out.println("The status page: http://127.0.0.1:" + pagePort
                + "/ (bin/lamplighter page prints the link with names, costs and" + " verbs)");
        out.println(
                "Ask the service from another terminal: bin/lamplighter status | panel map | windows next | costs report");
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Two whole months, and one that grows by a day a delivery, as AWS delivers it, and begins again at its end. */
    private static final class LivingReports {
        private final ReportDeliveries deliveries;
        private final YearMonth month;
        private int delivery;

        LivingReports(ReportDeliveries deliveries, YearMonth month) {
            this.deliveries = deliveries;
            this.month = month;
        }

        void deliver() {
            if (delivery == 0) {
                deliver(month.minusMonths(2), ReportVersion.FULL_MONTH.invoiced());
                deliver(month.minusMonths(1), ReportVersion.FULL_MONTH.invoiced());
            }
            delivery++;
            int day = 1 + (delivery + 8) % 28;
            deliver(month, ReportVersion.monthToDate(day).redelivered(delivery));
        }

        private void deliver(YearMonth of, ReportVersion version) {
            deliveries.deliver(
                    CostReportSpec.of("hourly", of).withBucket(StandIns.REPORTS).withVersion(version));
        }
    }
}
