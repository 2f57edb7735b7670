package dev.lamplighter.app.route;

import dev.lamplighter.base.TemplatedRoute;
import org.jspecify.annotations.Nullable;

/**
 * A route as it is written.
 *
 * @param route its id
 * @param file where it stands, or its template
 * @param templated what it is made from, if the service makes it from a template
 * @param source uri of the endpoint that it reads from
 * @param text all that it is made of: two of the same text are the same route
 */
record RouteVersion(String route, RouteFile file, @Nullable TemplatedRoute templated, String source, String text) {
    boolean isSameAs(@Nullable RouteVersion other) {
        return other != null && text.equals(other.text);
    }
}
