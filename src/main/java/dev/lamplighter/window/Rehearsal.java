package dev.lamplighter.window;

import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.window.ec2.Ec2Places;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.HookDecision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.helpers.NOPLogger;

/**
 * Looks as ever, with a journal that forgets, routes that never end and an EC2 that only writes down what it is asked to
 * change.
 */
final class Rehearsal {
    /** Start, then attach and associate, then nothing more; a changed type comes before the start. */
    private static final int MOST_LOOKS = 4;

    private final Outside rehearsed;

    Rehearsal(Outside outside, InstantSource clock) {
        this.rehearsed = new Outside(
                new Ec2Places(place -> new RehearsedEc2(outside.ec2().at(place), clock).port()),
                outside.ready(),
                call -> new CompletableFuture<>(),
                outside.suspended(),
                outside.nanoTime(),
                AlertSink.NONE);
    }

    /** The calls, and the routes that would be waited for. */
    List<Decision> decisions(Reconciliation real, WindowJournal trial) {
        Reconciliation reconciliation =
                real.rehearsing(trial, rehearsed, new Reports(NOPLogger.NOP_LOGGER, AlertSink.NONE));
        List<Decision> made = new ArrayList<>();
        boolean more = true;
        for (int look = 0; more && look < MOST_LOOKS; look++) {
            Answer answer = reconciliation.look(Scope.everything()).orFailure();
            answer.due().forEach(reconciliation::call);
            List<Decision> decisions = answer.decisions();
            more = decisions.stream().anyMatch(decision -> decision.action().isMutating());
            decisions.stream()
                    .filter(decision -> decision.action().isMutating() || isNewRoute(decision, made))
                    .forEach(made::add);
        }
        return made;
    }

    private static boolean isNewRoute(Decision decision, List<Decision> made) {
        return decision instanceof HookDecision hook && hook.isWaiting() && !made.contains(decision);
    }
}
