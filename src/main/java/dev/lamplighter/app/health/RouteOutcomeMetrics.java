package dev.lamplighter.app.health;

/** Shows the last outcomes of one route as numbers in JMX. */
public final class RouteOutcomeMetrics implements RouteOutcomeMetricsMXBean {
    private final RouteOutcomeHealthCheck outcomes;
    private final String route;

    public RouteOutcomeMetrics(RouteOutcomeHealthCheck outcomes, String route) {
        this.outcomes = outcomes;
        this.route = route;
    }

    @Override
    public long getLastSuccessAgeSeconds() {
        return outcomes.lastSuccessAge(route).toSeconds();
    }

    @Override
    public int getFailuresInARow() {
        return outcomes.failuresInARow(route);
    }
}
