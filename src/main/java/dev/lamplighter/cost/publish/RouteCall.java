package dev.lamplighter.cost.publish;

import dev.lamplighter.base.ProblemException;

/** Sends what a person asks for to a route, so that it goes the way that everything goes. */
public interface RouteCall {
    /**
     * Waits for the reply.
     *
     * @param route that reads from {@code direct:<route>}
     * @throws ProblemException when the route doesn't run, or with what failed there
     */
    <T> T ask(String route, Object body, Class<T> reply);
}
