package dev.lamplighter.sandbox;

import dev.lamplighter.app.access.RunningSandbox;
import dev.lamplighter.app.settings.ProgramDirectory;
import dev.lamplighter.base.ProgressDisplay;
import dev.lamplighter.panel.PanelMXBean;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the stand-ins and the service beside them: {@code --once} to its end, or to watch until stopped. */
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

    private final ProgramDirectory program;
    private final boolean costs;
    private final Path path;
    private final PrintStream out;
    private final InstantSource clock = InstantSource.system();

    /**
     * A sandbox that has not begun.
     *
     * @param program a built checkout, or a package: that has no stand-ins for what costs need, so they are off
     * @param path holds buckets and state; emptied at start
     * @param out where the summary and the endpoints are printed
     */
    public Sandbox(ProgramDirectory program, Path path, PrintStream out) {
        this.program = program;
        this.costs = program.isCheckout();
        this.path = path;
        this.out = out;
    }

    /** Each way once to its end; returns 0, or 1 after naming what failed. */
    public int once() throws Exception {
        SandboxFolder folder = SandboxFolder.fresh(path);
        try (StandIns standIns = StandIns.start(program.folder().resolve("target"), folder, clock)) {
            writeSettings(standIns, folder);
            RunningSandbox.announce(program, folder.serviceProperties());
            Optional<SandboxCosts> reports = costs(standIns, folder);
            reports.ifPresent(SandboxCosts::deliverFirst);
            try (ProgressDisplay trino = TrinoStart.shown(standIns::trinoStarting);
                    ServiceProcess service = start(
                            standIns,
                            folder,
                            S3_IS_THERE,
                            Redirect.appendTo(folder.serviceLog().toFile()))) {
                trino.draw();
                EndToEndSummary summary = watch(standIns, reports, service).and(found("stop", () -> stopped(service)));
                summary.print(out);
                if (!summary.ok()) {
                    out.println("what the service said is in " + folder.serviceLog());
                }
                return summary.ok() ? 0 : 1;
            }
        }
    }

    /** Empty in a package, which has neither S3 nor Trino. */
    private Optional<SandboxCosts> costs(StandIns standIns, SandboxFolder folder) {
        return costs ? Optional.of(new SandboxCosts(standIns, folder, clock)) : Optional.empty();
    }

    private void writeSettings(StandIns standIns, SandboxFolder folder) {
        folder.writeSettings(program.folder().resolve("sandbox.properties"), standIns.healthPages(), costs);
    }

    private EndToEndSummary watch(StandIns standIns, Optional<SandboxCosts> costs, ServiceProcess process)
            throws Exception {
        Patience patience = new Patience(LONGEST, process::isAlive);
        try (ServiceJmxClient view = patience.until(() -> ServiceJmxClient.attach(process.pid()), seen -> true)) {
            // the feature that is registered last
            String whole = "dev.lamplighter:type=" + (costs.isPresent() ? "CostReports" : "Windows");
            patience.until(() -> view.isRegistered(whole), Boolean::booleanValue);
            List<EndToEndResult> findings = new ArrayList<>();
            findings.add(found(
                    "light",
                    () -> new LightEndToEndCheck(standIns, view.feature("Panel", PanelMXBean.class)).watch(patience)));
            costs.ifPresent(reports -> findings.add(found("costs", () -> reports.watch(view, patience))));
            findings.add(found("windows", () -> new WindowEndToEndCheck(standIns).watch(patience)));
            findings.add(found("routes", () -> new CamelMBeanCheck(view).watch()));
            return new EndToEndSummary(findings, view.startTime(), process.memory());
        }
    }

    /** A way that can't be watched to its end is a way that failed; the others are watched all the same. */
    private static EndToEndResult found(String way, Callable<EndToEndResult> watch) {
        try {
            return watch.call();
        } catch (Exception e) {
            LOG.debug("{} could not be watched", way, e);
            return new EndToEndResult(way, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    private static EndToEndResult stopped(ServiceProcess process) throws InterruptedException {
        long begin = System.nanoTime();
        int exit = process.stop(STOPPING);
        String line = "SIGTERM, exit code %d after %.1f s".formatted(exit, (System.nanoTime() - begin) / 1e9);
        // 143 = 128 + SIGTERM, what a JVM answers that has run its shutdown hooks.
        return new EndToEndResult("stop", exit == 0 || exit == 143 ? List.of() : List.of(line), List.of(line));
    }

    /**
     * Runs until S3 has answered, where it is there, the light shows its first picture and the status has been asked for, without being announced
     * to other terminals; returns 0, or 1 when there was no light. Costs are off, so that the service's archive of classes, which becomes memory as a whole,
     * has what every service needs.
     */
    public int untilLight() throws Exception {
        SandboxFolder folder = SandboxFolder.fresh(path);
        try (StandIns standIns = StandIns.start(program.folder().resolve("target"), folder, clock)) {
            folder.writeSettings(program.folder().resolve("sandbox.properties"), standIns.healthPages(), false);
            folder.declareWindows(program.folder().resolve("sandbox.windows.yaml"), clock.instant());
            Redirect log = Redirect.appendTo(folder.serviceLog().toFile());
            try (ServiceProcess service = start(standIns, folder, Map.of(), log)) {
                if (costs) {
                    standIns.s3().listBuckets();
                }
                awaitLight(folder, service);
                ServiceProcess.askStatus(program.folder(), folder.state(), log);
                service.stop(STOPPING_AND_WRITING_AN_ARCHIVE);
                return Files.exists(folder.pixels()) ? 0 : 1;
            }
        }
    }

    /** Runs until the service ends or this process is stopped; returns the service's exit code. */
    public int live() throws Exception {
        SandboxFolder folder = SandboxFolder.fresh(path);
        try (StandIns standIns = StandIns.start(program.folder().resolve("target"), folder, clock)) {
            tellWhere(standIns, folder);
            ScheduledExecutorService life = Executors.newScheduledThreadPool(1, task -> {
                Thread thread = new Thread(task, "sandbox-life");
                thread.setDaemon(true);
                return thread;
            });
            writeSettings(standIns, folder);
            folder.declareWindows(program.folder().resolve("sandbox.windows.yaml"), clock.instant());
            int pagePort = freePort();
            folder.servePage(pagePort);
            RunningSandbox.announce(program, folder.serviceProperties());
            try (ProgressDisplay trino = TrinoStart.shown(standIns::trinoStarting);
                    ServiceProcess service = start(standIns, folder, Map.of(), Redirect.INHERIT)) {
                tellHow(pagePort);
                trino.draw();
                FleetLife fleet = new FleetLife(standIns.ec2(), SEED);
                awaitLight(folder, service);
                Optional<SandboxCosts> reports = costs(standIns, folder);
                repeat(life, "fleet", SECONDS_BETWEEN_EVENTS, fleet::tick);
                reports.ifPresent(
                        delivered -> repeat(life, "reports", SECONDS_BETWEEN_DELIVERIES, delivered::deliverNext));
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
        ServiceProcess service = ServiceProcess.start(
                program.folder(), standIns.endpoints(), List.of(folder.serviceProperties()), settings, output);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "sandbox-end"));
        return service;
    }

    private void tellWhere(StandIns standIns, SandboxFolder folder) {
        out.println("Lamplighter sandbox. The stand-ins, for your own clients:");
        out.println("  export AWS_ENDPOINT_URL=" + standIns.awsEndpoint()
                + (costs ? " AWS_ENDPOINT_URL_S3=" + standIns.s3Endpoint() : "")
                + " AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox");
        out.println(
                costs
                        ? "Buckets are folders in " + folder.buckets() + ". Ctrl-C ends it."
                        : "Costs are off: their stand-ins for S3 and Athena are in a checkout alone. Ctrl-C ends it.");
        out.println("What warns is meant, to show how it looks: machines fail a check now and then"
                + (costs
                        ? ", half of what runs is covered by no commitment (COST-130), and some costs leave what was"
                                + " usual (COST-131)."
                        : "."));
    }

    private void tellHow(int pagePort) {
        out.println("The status page: http://127.0.0.1:" + pagePort + "/ (" + program.command()
                + " page prints the link with names, costs and verbs)");
        out.println("Ask the service from another terminal: " + program.command() + " status | panel map | windows next"
                + (costs ? " | costs report" : ""));
    }
}
