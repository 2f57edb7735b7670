package dev.lamplighter.app.feature;

import dev.lamplighter.window.hook.HookCall;
import dev.lamplighter.window.hook.HookRunner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;

/** Runs the operator's routes for the windows in a few threads of its own, and says which routes are suspended. */
final class RouteHookRunner implements HookRunner, AutoCloseable {
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 60;

    private final ExecutorService threads = threads();
    private volatile @Nullable CamelContext context;

    /** Attaches the context; before that no route can be run and none is suspended. */
    void attach(CamelContext camel) {
        context = camel;
    }

    @Override
    public Future<?> begin(HookCall call) {
        return threads.submit(() -> {
            run(call);
            return null;
        });
    }

    private void run(HookCall call) throws Exception {
        CamelContext camel = context;
        if (camel == null) {
            throw new IllegalStateException("Camel has not started yet");
        }
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            Exchange done = template.send(call.route(), exchange -> describe(call, exchange.getMessage()));
            if (done.getException() != null) {
                throw done.getException();
            }
        }
    }

    private static void describe(HookCall call, Message message) {
        message.setHeader("LamplighterWindow", call.window());
        message.setHeader("LamplighterStart", call.start().toString());
        message.setHeader("LamplighterEnd", call.end().toString());
        message.setHeader("LamplighterDeadline", call.deadline().toString());
        message.setHeader("LamplighterInstances", call.instances());
        message.setBody(String.join(",", call.instances()));
    }

    boolean isSuspended(String routeId) {
        CamelContext camel = context;
        return camel != null && camel.getRouteController().getRouteStatus(routeId) == ServiceStatus.Suspended;
    }

    boolean isStarted(String routeId) {
        CamelContext camel = context;
        return camel != null && camel.getRouteController().getRouteStatus(routeId) == ServiceStatus.Started;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "window-hook");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
