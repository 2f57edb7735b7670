package dev.lamplighter.window;

import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.hook.HookRunner;
import dev.lamplighter.window.ready.ReadyProbe;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What the windows reach outside themselves.
 *
 * @param hooks runs the routes at the edges of windows
 * @param actions the routes by which everything is planned and done
 * @param suspended whether a route, by its id, was suspended by somebody
 * @param nanoTime a clock that nobody can set, as {@link System#nanoTime()}
 */
public record WindowPorts(
        RegionalEc2 ec2,
        ReadyProbe ready,
        HookRunner hooks,
        ActionRoutes actions,
        Predicate<String> suspended,
        LongSupplier nanoTime,
        AlertSink alerts) {
    /** With no routes for the actions. */
    public WindowPorts(
            RegionalEc2 ec2,
            ReadyProbe ready,
            HookRunner hooks,
            Predicate<String> suspended,
            LongSupplier nanoTime,
            AlertSink alerts) {
        this(ec2, ready, hooks, ActionRoutes.NONE, suspended, nanoTime, alerts);
    }

    /** With one EC2 for every account and region, no routes, and nobody to alert. */
    public WindowPorts(Ec2Actions ec2, ReadyProbe ready, LongSupplier nanoTime) {
        this(
                new RegionalEc2(accountRegion -> ec2),
                ready,
                call -> CompletableFuture.failedFuture(new IllegalStateException("no routes")),
                route -> false,
                nanoTime,
                AlertSink.NONE);
    }
}
