package dev.lamplighter.cost.athena;

import dev.lamplighter.base.ProblemException;

/** Sends an operator's request to a route, so that it is handled like all others. */
public interface RouteCall {
    /**
     * Sends a request and waits for the reply.
     *
     * @param route that reads from {@code direct:<route>}
     * @throws ProblemException when the route doesn't run, or when it failed there
     */
    <T> T ask(String route, Object body, Class<T> reply);
}
