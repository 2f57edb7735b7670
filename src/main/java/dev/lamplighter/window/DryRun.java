package dev.lamplighter.window;

import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.HookRouteDecision;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.helpers.NOPLogger;

/**
 * Finds out what the next pass would do: runs passes with a copy of the journal in memory, with routes that never end, and
 * with an EC2 that only records the requested changes.
 */
final class DryRun {
    /**
     * The number of passes after which nothing more is due: one each to modify the type, to start, to attach and associate,
     * and a last one that finds nothing.
     */
    private static final int MOST_PASSES = 4;

    /** As many slots follow one after the other at most; each is launched when the one before runs. */
    private static final int MOST_LAUNCHES = 50;

    private final WindowPorts dryRunPorts;

    DryRun(WindowPorts windowPorts, InstantSource clock) {
        this.dryRunPorts = new WindowPorts(
                new RegionalEc2(accountRegion -> new DryRunEc2(windowPorts.ec2().at(accountRegion), clock)),
                windowPorts.ready(),
                call -> new CompletableFuture<>(),
                ActionDispatcher.NONE,
                windowPorts.suspended(),
                windowPorts.nanoTime(),
                AlertSink.NONE,
                windowPorts.loads());
    }

    /** The calls that would be made, and the routes that would be waited for. */
    List<Decision> decisions(ReconcilePass real, WindowJournal trial) {
        ReconcilePass reconciliation =
                real.forDryRun(trial, dryRunPorts, new WindowAlerts(NOPLogger.NOP_LOGGER, AlertSink.NONE));
        List<Decision> made = new ArrayList<>();
        boolean more = true;
        boolean launches = false;
        for (int pass = 0; more && pass < (launches ? MOST_LAUNCHES : MOST_PASSES); pass++) {
            ReconcileResult reconcileResult =
                    reconciliation.reconcile(ReconcileScope.everything()).orFailure();
            reconcileResult.due().forEach(reconciliation::call);
            List<Decision> decisions = reconcileResult.decisions();
            launches |= decisions.stream().anyMatch(decision -> decision.action() == Action.RUN);
            more = decisions.stream().anyMatch(decision -> decision.action().isMutating());
            decisions.stream()
                    .filter(decision -> decision.action().isMutating() || isNewRoute(decision, made))
                    .forEach(made::add);
        }
        return made;
    }

    private static boolean isNewRoute(Decision decision, List<Decision> made) {
        return decision instanceof HookRouteDecision hook && hook.isWaiting() && !made.contains(decision);
    }
}
