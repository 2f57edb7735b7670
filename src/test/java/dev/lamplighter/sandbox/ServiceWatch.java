package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.window.completeness.AlertCompleteness;
import dev.lamplighter.window.completeness.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * Follows a service from outside and by true time, ten times a second: which state its machines are in and what it tells; when
 * it runs, it is told. What it has seen stays in the home, as {@code ledger.txt} and {@code told.txt}. Thread-safe.
 */
final class ServiceWatch implements AutoCloseable {
    private static final int EVERY_MILLIS = 100;

    private final ServiceHome home;
    private final TestAccount account;
    private final List<String> instances;
    private final ToldAlerts alerts;
    private final Ledger ledger = new Ledger();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "service-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> lasting;
    private @Nullable RuntimeException failure;

    /** Of whatever is started in that home from now on; it does not run yet. */
    ServiceWatch(ServiceHome home, TestAccount account, List<String> instances) throws IOException {
        this.home = home;
        this.account = account;
        this.instances = List.copyOf(instances);
        alerts = new ToldAlerts(home);
        runs(false);
        lasting = looks.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on it runs and knows, or can know, what time it is; or not. */
    synchronized void runs(boolean can) {
        ledger.service(Instant.now(), can);
    }

    private synchronized void look() {
        try {
            instances.forEach(id -> ledger.note(Instant.now(), id, account.state(id)));
            alerts.look();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * What {@link AlertCompleteness} objects to, a line each.
     *
     * @param patience as there
     * @param from the first windows begin later
     */
    synchronized List<String> objections(Duration patience, Instant from) throws IOException {
        if (failure != null) {
            throw failure;
        }
        account.ledger().calls().forEach(this::note);
        Files.write(home.path("ledger.txt"), ledger.lines());
        Files.write(
                home.path("told.txt"),
                alerts.all().stream().map(Object::toString).toList());
        return AlertCompleteness.objections(
                Files.readString(home.path("windows.yaml")), ledger, alerts.all(), patience, from, Instant.MAX);
    }

    private void note(Call call) {
        List<String> about = resources(call.request());
        (about.isEmpty() ? List.of("") : about)
                .forEach(resource -> ledger.called(call.at(), call.operation(), resource, call.ok()));
    }

    private static List<String> resources(SdkRequest request) {
        return request instanceof StartInstancesRequest start
                ? start.instanceIds()
                : request instanceof StopInstancesRequest stop ? stop.instanceIds() : List.of();
    }

    @Override
    public void close() {
        lasting.cancel(true);
        looks.shutdownNow();
    }
}
