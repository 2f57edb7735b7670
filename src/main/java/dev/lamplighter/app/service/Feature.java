package dev.lamplighter.app.service;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.TemplatedRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;

/** One of the three ways, put together: what its routes call and what JMX shows of it. */
interface Feature extends AutoCloseable {
    /** One of {@link SetAside#AREAS}. */
    String area();

    /** Beans by the name that routes use. */
    Map<String, Object> beans();

    /** By the type in {@code dev.lamplighter:type=...}. */
    Map<String, Object> mxBeans();

    /** What operators may ask and tell it. */
    default List<Verb> verbs() {
        return List.of();
    }

    /** Routes that are made from templates, one per thing that was declared. */
    default List<TemplatedRoute> templatedRoutes() {
        return List.of();
    }

    /** Routes that must be in {@code routes/} for what was declared. */
    default List<RequiredRoute> neededRoutes() {
        return List.of();
    }

    /** Its declarations as they are written now; empty for one that reads none again. */
    default Optional<ReloadedDeclarations> reread() {
        return Optional.empty();
    }

    /** Camel is there, its routes are not yet. */
    default void attach(CamelContext context) {}

    /** Declarations that were set aside. */
    default List<Problem> problems() {
        return List.of();
    }

    /** Whether so much is set aside that nothing is left to do. */
    default boolean isSetAside() {
        return false;
    }

    /** Tells what it does without. */
    default void tell(SetAside setAside) {
        for (Problem problem : problems()) {
            if (isSetAside()) {
                setAside.stop(area(), problem);
            } else {
                setAside.add(area(), problem);
            }
        }
    }

    /**
     * Of routes that were set aside those without which nothing is done at all.
     *
     * @param lost ids of routes
     */
    default Set<String> vital(Set<String> lost) {
        return Set.of();
    }

    /** Routes that a folder of routes should hold for it, by id, and what is wrong when nobody wrote them. */
    default Map<String, Problem> expectedRoutes() {
        return Map.of();
    }

    /**
     * What may come otherwise than one would think, for {@code check}.
     *
     * @param edited ids of the routes with steps before their call, as in {@code ec2-stop}
     */
    default List<Problem> remarks(Set<String> edited) {
        return List.of();
    }

    /** Tells {@code watchdog} of what has to go on in a running service. */
    default void watch(Watchdog watchdog) {}

    /** Begins what a running service does besides its routes; what can't begin is a problem and hinders nothing else. */
    default List<Problem> start() {
        return List.of();
    }

    @Override
    void close();

    /** Names of routes and error configurations that the jar has, for where the operator's folder has none. */
    default List<String> shippedRoutes() {
        return List.of();
    }
}
