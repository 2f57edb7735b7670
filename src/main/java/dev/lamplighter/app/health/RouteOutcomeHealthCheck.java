package dev.lamplighter.app.health;

import dev.lamplighter.app.health.RouteOutcomes.Outcome;
import dev.lamplighter.base.ElapsedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.EventNotifier;

/**
 * Reports DOWN when a route fails every message, and UP again after its next success; Camel's own checks report such a route
 * as UP as long as it is started. Also reports DOWN when a route has had no success for longer than its limit.
 */
public final class RouteOutcomeHealthCheck extends AbstractHealthCheck {
    /** The check's id, which is also the name of its bean. */
    public static final String ID = "route-outcome";

    private final RouteHealthSettings settings;
    private final ElapsedTime elapsedTime;
    private final ElapsedTime.Moment started;
    private final RouteOutcomes outcomes;

    /** @param elapsedTime measures how long ago successes were; this moment counts as the start of the service */
    public RouteOutcomeHealthCheck(RouteHealthSettings settings, ElapsedTime elapsedTime) {
        this(settings, elapsedTime, new RouteFailureLog(route -> route));
    }

    /** @param failures reports those that nothing handled */
    public RouteOutcomeHealthCheck(RouteHealthSettings settings, ElapsedTime elapsedTime, RouteFailureLog failures) {
        super("lamplighter", ID);
        this.settings = settings;
        this.elapsedTime = elapsedTime;
        this.started = elapsedTime.now();
        this.outcomes = new RouteOutcomes(elapsedTime, failures);
    }

    /** The notifier that must be added to Camel for this check to work. */
    EventNotifier notifier() {
        return outcomes;
    }

    /** Forgets routes that were removed. */
    public void keepOnly(Set<String> routes) {
        outcomes.keepOnly(routes);
    }

    /** The time since the route's last success, or since the start if it had none. */
    Duration lastSuccessAge(String route) {
        Outcome outcome = outcomes.byRoute().get(route);
        return elapsedTime.since(outcome == null || outcome.lastSuccess() == null ? started : outcome.lastSuccess());
    }

    boolean hasSucceeded(String route) {
        Outcome outcome = outcomes.byRoute().get(route);
        return outcome != null && outcome.lastSuccess() != null;
    }

    /** Why the latest message of a route failed; empty if it didn't. */
    String lastError(String route) {
        Outcome outcome = outcomes.byRoute().get(route);
        return outcome == null ? "" : outcome.lastError();
    }

    int failuresInARow(String route) {
        Outcome outcome = outcomes.byRoute().get(route);
        return outcome == null ? 0 : outcome.failuresInARow();
    }

    /** False, because a restart doesn't correct a route. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Map<String, Outcome> byRoute = outcomes.byRoute();
        List<String> complaints = new ArrayList<>();
        byRoute.forEach((route, outcome) -> {
            if (outcome.failuresInARow() >= settings.failuresUntilDown()) {
                complaints.add(
                        route + " failed " + outcome.failuresInARow() + " in a row, last " + outcome.lastError());
            }
        });
        complaints.addAll(quiet(byRoute));
        if (complaints.isEmpty()) {
            builder.up();
        } else {
            builder.message(String.join(" | ", complaints)).down();
        }
    }

    private List<String> quiet(Map<String, Outcome> byRoute) {
        List<String> complaints = new ArrayList<>();
        new TreeMap<>(settings.quietAtMost()).forEach((route, limit) -> {
            Outcome outcome = byRoute.get(route);
            ElapsedTime.Moment last =
                    outcome == null || outcome.lastSuccess() == null ? started : outcome.lastSuccess();
            Duration quiet = elapsedTime.since(last);
            if (quiet.compareTo(limit) > 0) {
                complaints.add(route + " had no success for " + quiet.toSeconds() + " s, allowed are "
                        + limit.toSeconds() + " s");
            }
        });
        return complaints;
    }
}
