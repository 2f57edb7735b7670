package dev.lamplighter.window;

import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.hook.HookRunner;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.ready.ReadyProbe;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Holds the ports by which the windows reach EC2, the routes, the alerts and the clock.
 *
 * @param hooks runs the routes at the edges of windows
 * @param actions the routes by which everything is planned and done
 * @param suspended whether an operator has suspended a route, by its id
 * @param nanoTime a monotonic clock, as {@link System#nanoTime()}
 * @param loads what is known of the load of launched machines
 */
public record WindowPorts(
        RegionalEc2 ec2,
        ReadyProbe ready,
        HookRunner hooks,
        ActionDispatcher actions,
        Predicate<String> suspended,
        LongSupplier nanoTime,
        AlertSink alerts,
        LoadReadings loads) {
    /** With no known load. */
    public WindowPorts(
            RegionalEc2 ec2,
            ReadyProbe ready,
            HookRunner hooks,
            ActionDispatcher actions,
            Predicate<String> suspended,
            LongSupplier nanoTime,
            AlertSink alerts) {
        this(ec2, ready, hooks, actions, suspended, nanoTime, alerts, new LoadReadings());
    }

    /** With no routes for the actions. */
    public WindowPorts(
            RegionalEc2 ec2,
            ReadyProbe ready,
            HookRunner hooks,
            Predicate<String> suspended,
            LongSupplier nanoTime,
            AlertSink alerts) {
        this(ec2, ready, hooks, ActionDispatcher.NONE, suspended, nanoTime, alerts);
    }

    /** With one EC2 for every account and region, no routes, and alerts that go nowhere. */
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
