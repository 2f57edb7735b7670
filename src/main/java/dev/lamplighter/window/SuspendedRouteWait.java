package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.watch.WindowAlerts;
import java.util.Optional;
import java.util.function.Predicate;

/** Replaces decisions whose route an operator has suspended by decisions to wait. */
final class SuspendedRouteWait {
    private final Predicate<String> suspended;
    private final WindowAlerts windowAlerts;

    SuspendedRouteWait(Predicate<String> suspended, WindowAlerts windowAlerts) {
        this.suspended = suspended;
        this.windowAlerts = windowAlerts;
    }

    /**
     * The decision itself, or one to wait if its route is suspended.
     *
     * @param edge {@code start}, {@code associate} or {@code stop}: the route of the window that would do it
     */
    Decision orWait(Decision decision, OccurrenceRecord entry, String edge) {
        if (!decision.action().isMutating()) {
            return decision;
        }
        DueAction due = new DueAction(decision, entry.start());
        return heldBack(decision, entry, entry.window() + "." + edge)
                .or(() -> heldBack(decision, entry, due.route()))
                .or(() -> heldBack(decision, entry, due.callRoute()))
                .orElse(decision);
    }

    private Optional<Decision> heldBack(Decision decision, OccurrenceRecord entry, String route) {
        String place = route.startsWith(entry.window() + ".") ? route : decision.resource() + " in " + route;
        if (!suspended.test(route)) {
            windowAlerts.settled(entry.window(), place, "the route is no longer suspended");
            return Optional.empty();
        }
        windowAlerts.failed(entry.window(), suspended(route, decision).at(place));
        return Optional.of(decision.waiting("its route " + route + " is suspended", entry));
    }

    private static Problem suspended(String route, Decision decision) {
        return new Problem(
                WindowProblemCode.ROUTE_HELD_BACK,
                route,
                "the route is suspended",
                decision.action() + " " + decision.resource() + " is due and not done",
                "resume the route in JMX");
    }
}
