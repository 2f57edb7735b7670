package dev.lamplighter.sandbox.aws;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Holds faults written down beforehand or while the stand-ins run: "the next two StartInstances are refused". The first line
 * that matches a call and isn't used up applies; other calls pass. Safe for use by several threads.
 */
public final class FaultScript implements FaultHook {
    /** Means every call of the service wherever an operation is asked for. */
    public static final String ANY_OPERATION = "*";

    private static final Logger LOG = LoggerFactory.getLogger(FaultScript.class);

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch release = new CountDownLatch(1);

    /** The next {@code times} calls get {@code fault}; nothing happens in the stand-in. */
    public void fail(String service, String operation, int times, SimulatedAwsError fault) {
        failWhen(service, operation, times, fault, request -> true);
    }

    /** Like {@link #fail}, only for requests that match. */
    public void failWhen(
            String service,
            String operation,
            int times,
            SimulatedAwsError fault,
            Predicate<SdkRequest> requestMatches) {
        lines.add(new Line(service, operation, requestMatches, true, new AtomicInteger(times), () -> {
            throw fault;
        }));
    }

    /** The next {@code times} calls are held for that long, or until {@link #clear}, and then answered. */
    public void hold(String service, String operation, int times, Duration delay) {
        lines.add(new Line(service, operation, request -> true, true, new AtomicInteger(times), () -> delay));
    }

    /** The next {@code times} calls are carried out, but the connection closes instead of an answer. */
    public void loseAnswer(String service, String operation, int times) {
        lines.add(new Line(service, operation, request -> true, false, new AtomicInteger(times), () -> {
            throw new SimulatedConnectionLoss();
        }));
    }

    /** Forgets every line and lets held calls go on. */
    public void clear() {
        lines.clear();
        CountDownLatch held = release;
        release = new CountDownLatch(1);
        held.countDown();
    }

    @Override
    public void before(String service, String operation, SdkRequest request) throws InterruptedException {
        play(true, service, operation, request);
    }

    @Override
    public void after(String service, String operation, SdkRequest request) throws InterruptedException {
        play(false, service, operation, request);
    }

    private void play(boolean before, String service, String operation, SdkRequest request)
            throws InterruptedException {
        CountDownLatch held = release;
        for (Line line : lines) {
            if (line.before == before && line.applies(service, operation, request)) {
                boolean released = held.await(line.deed.get().toMillis(), TimeUnit.MILLISECONDS);
                LOG.debug("a held call goes on operation={} released={}", operation, released);
                return;
            }
        }
    }

    private record Line(
            String service,
            String operation,
            Predicate<SdkRequest> requestMatches,
            boolean before,
            AtomicInteger left,
            Supplier<Duration> deed) {
        boolean applies(String calledService, String calledOperation, SdkRequest request) {
            return service.equals(calledService)
                    && (operation.equals(ANY_OPERATION) || operation.equals(calledOperation))
                    && requestMatches.test(request)
                    && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        }
    }
}
