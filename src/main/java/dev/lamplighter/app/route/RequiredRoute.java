package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;

/**
 * A route that somebody has declared to be there.
 *
 * @param endpoint that it reads from, for example {@code direct:stop-wowza}
 * @param missing what to tell when no route does
 */
public record RequiredRoute(String endpoint, Problem missing) {}
