package dev.lamplighter.app.route;

import dev.lamplighter.base.TemplatedRoute;
import java.util.List;
import java.util.Set;

/**
 * Lists the routes that the features need from the route files.
 *
 * @param templated routes that are made from templates
 * @param needed routes that a declaration refers to
 * @param shipped names of routes and error configurations of the jar that run where the folder has none of that name
 * @param absentBeans beans of areas that are set aside: files that need one are left out
 */
public record RequiredRoutes(
        List<TemplatedRoute> templated, List<RequiredRoute> needed, List<String> shipped, Set<String> absentBeans) {
    public static final RequiredRoutes NONE = new RequiredRoutes(List.of(), List.of(), List.of(), Set.of());

    public RequiredRoutes {
        templated = List.copyOf(templated);
        needed = List.copyOf(needed);
        shipped = List.copyOf(shipped);
        absentBeans = Set.copyOf(absentBeans);
    }
}
