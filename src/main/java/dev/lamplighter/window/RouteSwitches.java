package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import java.util.function.Predicate;

/** Heeds the routes that somebody has suspended: what such a route would do, nobody does. */
final class RouteSwitches {
    private final Predicate<String> suspended;
    private final Reports reports;

    RouteSwitches(Predicate<String> suspended, Reports reports) {
        this.suspended = suspended;
        this.reports = reports;
    }

    /** The decision, or to wait if its route is suspended. */
    Decision heed(Decision decision, JournalEntry entry) {
        if (!decision.action().isMutating()) {
            return decision;
        }
        String route = entry.window() + "." + edge(decision.action());
        if (!suspended.test(route)) {
            reports.settled(entry.window(), route, "the route is no longer suspended");
            return decision;
        }
        reports.failed(entry.window(), suspended(route, decision));
        return decision.waiting("its route " + route + " is suspended", entry);
    }

    private static String edge(Action action) {
        return switch (action) {
            case START, ATTACH -> "start";
            case ASSOCIATE -> "associate";
            case STOP, HIBERNATE, TERMINATE -> "stop";
            case WAIT, ALERT, NONE -> throw new IllegalArgumentException("no route for " + action);
        };
    }

    private static Problem suspended(String route, Decision decision) {
        return new Problem(
                "WINDOW-124",
                route,
                "the route is suspended",
                decision.action() + " " + decision.resource() + " is due and not done",
                "resume the route in JMX");
    }
}
