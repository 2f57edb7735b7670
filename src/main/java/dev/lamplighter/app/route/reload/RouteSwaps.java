package dev.lamplighter.app.route.reload;

import dev.lamplighter.app.route.RouteVersion;
import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.RouteProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the routes of a running context by their wanted versions. Each is replaced when no message is in it, so that
 * every message ends on the route on which it began. A thread of its own keeps trying until all are replaced. Thread-safe.
 */
public final class RouteSwaps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSwaps.class);
    /** Short enough for a person who waits at the terminal. */
    private static final long LOOK_MILLIS = 50;
    /** The number of attempts that a caller waits for, which is enough for routes without messages. */
    private static final int LOOKS_WAITED_FOR = 3;

    private final RunningRoutes routes;
    private final ScheduledExecutorService thread;
    private final RouteReload.Listener listener;
    private final Duration patience;
    private final Map<String, RouteVersion> running;
    private Map<String, RouteVersion> wanted;
    private long wantedSince = System.nanoTime();
    /** Why a route can't be replaced, by route. */
    private final Map<String, Problem> refused = new TreeMap<>();

    private List<Problem> told = List.of();
    private boolean isLooking;
    private @Nullable Future<?> next;

    /**
     * Begins with the running versions.
     *
     * @param listener takes which routes there are and which are behind
     * @param patience how long a route may wait to be replaced until that is reported
     */
    RouteSwaps(
            RunningRoutes routes, Map<String, RouteVersion> running, RouteReload.Listener listener, Duration patience) {
        this.routes = routes;
        this.running = new LinkedHashMap<>(running);
        this.wanted = Map.copyOf(running);
        this.listener = listener;
        this.patience = patience;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "reload");
            made.setDaemon(true);
            return made;
        });
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = one;
    }

    synchronized Map<String, RouteVersion> wanted() {
        return wanted;
    }

    /** Why some routes can't be replaced. */
    synchronized List<Problem> refused() {
        return List.copyOf(refused.values());
    }

    /** Routes whose wanted version doesn't run yet. */
    synchronized Set<String> waiting() {
        Set<String> all = new HashSet<>(running.keySet());
        all.addAll(wanted.keySet());
        all.removeIf(route -> isDone(route));
        return all;
    }

    private boolean isDone(String route) {
        RouteVersion now = running.get(route);
        RouteVersion then = wanted.get(route);
        return then == null ? now == null : then.isSameAs(now);
    }

    /** Sets the wanted versions. Returns when the routes without messages have been replaced; the others follow later. */
    void want(Map<String, RouteVersion> versions) throws InterruptedException {
        synchronized (this) {
            wanted = new LinkedHashMap<>(versions);
            wantedSince = System.nanoTime();
            refused.clear();
        }
        try {
            for (int look = 0; look < LOOKS_WAITED_FOR && !waiting().isEmpty(); look++) {
                thread.schedule(this::look, look == 0 ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS)
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        tell();
        lookAgain();
    }

    private synchronized void lookAgain() {
        if (!isLooking && !waiting().isEmpty() && !thread.isShutdown()) {
            isLooking = true;
            next = thread.schedule(
                    () -> {
                        synchronized (this) {
                            isLooking = false;
                        }
                        look();
                        lookAgain();
                    },
                    LOOK_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Tries to replace all routes that differ. New routes come first, because others may send to them; removed ones come
     * last.
     */
    private void look() {
        List<String> order = new ArrayList<>();
        synchronized (this) {
            wanted.keySet().stream()
                    .filter(route -> !running.containsKey(route))
                    .forEach(order::add);
            wanted.keySet().stream().filter(running::containsKey).forEach(order::add);
            running.keySet().stream()
                    .filter(route -> !wanted.containsKey(route))
                    .forEach(order::add);
        }
        for (String route : order) {
            if (!isDoneNow(route) && !routes.isEnding()) {
                swap(route);
            }
        }
        tell();
    }

    /** Reports which routes still run their earlier version, whenever that list changes. */
    private void tell() {
        List<Problem> behind;
        synchronized (this) {
            behind = new ArrayList<>(refused.values());
            if (System.nanoTime() - wantedSince > patience.toNanos()) {
                waiting().stream()
                        .filter(route -> !routes.isHeldBack(route)) // an operator has suspended it
                        .sorted()
                        .map(this::late)
                        .forEach(behind::add);
            }
            if (behind.equals(told)) {
                return;
            }
            behind.stream()
                    .filter(problem -> !told.contains(problem))
                    .forEach(problem -> LOG.error("{}", problem.line()));
            told = List.copyOf(behind);
        }
        listener.behind(behind);
    }

    private Problem late(String route) {
        RouteVersion version = running.containsKey(route) ? running.get(route) : wanted.get(route);
        return new Problem(
                RouteProblemCode.NOT_TAKEN_YET,
                Objects.requireNonNull(version).file().name(),
                "route \"" + route + "\" still runs as it was before the reload",
                "messages have been under way in it without a break since",
                "it is taken when there is a break; to take it at once restart the service");
    }

    private synchronized boolean isDoneNow(String route) {
        boolean done = isDone(route);
        if (done) {
            routes.leaveBe(route);
        }
        return done;
    }

    private void swap(String route) {
        RouteVersion now;
        RouteVersion then;
        synchronized (this) {
            now = running.get(route);
            then = wanted.get(route);
            if (then != null && isSourceTaken(then)) {
                return;
            }
        }
        try {
            if (now != null && !routes.remove(route)) {
                return;
            }
            if (then != null) {
                routes.add(then);
            }
            put(route, then);
            RouteVersion of = Objects.requireNonNull(then == null ? now : then);
            LOG.info("reload route={} file={} {}", route, of.file().name(), then == null ? "gone" : "taken");
        } catch (Exception e) {
            goBack(route, now, e);
        } finally {
            routes.taken(route);
        }
    }

    /** Whether another route still reads from the endpoint, until it is removed or replaced. */
    private boolean isSourceTaken(RouteVersion then) {
        return running.values().stream()
                .filter(other ->
                        !other.route().equals(then.route()) && other.source().equals(then.source()))
                .anyMatch(other -> !isDone(other.route()));
    }

    private void goBack(String route, @Nullable RouteVersion before, Exception failure) {
        Problem problem = new Problem(
                RouteProblemCode.NOT_TAKEN,
                before == null ? route : before.file().name(),
                "route \"" + route + "\" can't be taken into the running service",
                failure.getClass().getSimpleName() + " "
                        + RouteFailureAnalyzer.firstLine(String.valueOf(failure.getMessage())),
                (before == null ? "" : "the earlier one goes on; ")
                        + "correct the file and reload, or restart the service");
        LOG.debug("route {} is not taken", route, failure);
        RouteVersion left = before;
        try {
            routes.drop(route);
            if (before != null) {
                routes.add(before);
            }
        } catch (Exception e) {
            LOG.error("route={} is gone until the next start: {}", route, e.toString());
            left = null;
        }
        put(route, left);
        synchronized (this) { // remembered, so that it isn't tried for ever
            refused.put(route, problem);
            Map<String, RouteVersion> others = new LinkedHashMap<>(wanted);
            if (left == null) {
                others.remove(route);
            } else {
                others.put(route, left);
            }
            wanted = others;
        }
    }

    private void put(String route, @Nullable RouteVersion version) {
        Set<String> all;
        synchronized (this) {
            if (version == null) {
                running.remove(route);
            } else {
                running.put(route, version);
            }
            all = Set.copyOf(running.keySet());
        }
        listener.present(all);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (next != null) {
                next.cancel(false);
            }
        }
        thread.shutdownNow();
    }
}
