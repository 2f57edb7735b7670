package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.TemplatedRoute;
import org.jspecify.annotations.Nullable;

/**
 * Describes a version of a route, as it is written.
 *
 * @param route the route's id
 * @param file the file of the route or of its template
 * @param templated the template and parameters, if it is made from a template
 * @param source uri of the endpoint that it reads from
 * @param text all that it is made of: two versions with the same text are the same
 */
public record RouteVersion(
        String route, RouteFile file, @Nullable TemplatedRoute templated, String source, String text) {
    public boolean isSameAs(@Nullable RouteVersion other) {
        return other != null && text.equals(other.text);
    }
}
