package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;

/**
 * Names a route that a declaration refers to.
 *
 * @param endpoint that it reads from, for example {@code direct:stop-wowza}
 * @param missing the problem when no route reads from it
 */
public record RequiredRoute(String endpoint, Problem missing) {}
