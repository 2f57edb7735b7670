package dev.lamplighter.app.health;

/**
 * Describes a route as it runs now.
 *
 * @param state as Camel names it, {@code Started}
 * @param from the endpoint that it reads from, without its parameters
 * @param messages how many messages have gone through it since it was started
 * @param failures of these, how many have failed, handled or not
 * @param lastFailure empty while the latest message succeeded
 * @param lastSuccessAgeSeconds -1 before the first success
 */
public record RouteReport(
        String route,
        String state,
        String from,
        long messages,
        long failures,
        int failuresInARow,
        String lastFailure,
        long lastSuccessAgeSeconds) {}
