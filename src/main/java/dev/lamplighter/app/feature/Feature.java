package dev.lamplighter.app.feature;

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

/** Provides one of the three areas: the beans that its routes call and what JMX shows of it. */
interface Feature extends AutoCloseable {
    /** One of {@link SetAside#AREAS}. */
    String area();

    /** Beans by the name that routes use. */
    Map<String, Object> beans();

    /** Its MXBeans, by the type in {@code dev.lamplighter:type=...}. */
    Map<String, Object> mxBeans();

    default List<Verb> verbs() {
        return List.of();
    }

    /** Routes to be made from templates, for each window, source or check that was declared. */
    default List<TemplatedRoute> templatedRoutes() {
        return List.of();
    }

    /** Routes that the declarations refer to, so that they must be in {@code routes/}. */
    default List<RequiredRoute> neededRoutes() {
        return List.of();
    }

    /** Its declarations, read again; empty for a feature that doesn't reload any. */
    default Optional<StagedReload> reread() {
        return Optional.empty();
    }

    /** Attaches the Camel context, which has no routes yet. */
    default void attach(CamelContext context) {}

    /** Declarations that were set aside. */
    default List<Problem> problems() {
        return List.of();
    }

    /** Whether everything of this feature is set aside, so that it has nothing left to do. */
    default boolean isSetAside() {
        return false;
    }

    /** Adds what it has set aside. */
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
     * Of the routes set aside, those without which the feature can't do anything.
     *
     * @param lost ids of routes
     */
    default Set<String> vital(Set<String> lost) {
        return Set.of();
    }

    /** Routes that {@code routes/} should contain for this feature, by id, and the problem when one is missing. */
    default Map<String, Problem> expectedRoutes() {
        return Map.of();
    }

    /**
     * What may work differently from what one would expect, for {@code check}.
     *
     * @param edited ids of the routes with steps before their call, as in {@code ec2-stop}
     */
    default List<Problem> remarks(Set<String> edited) {
        return List.of();
    }

    /** Connects {@code watchdog} to the work that has to go on in a running service. */
    default void watch(Watchdog watchdog) {}

    /**
     * Starts what a running service does besides its routes. What can't be started is returned as problems and affects
     * nothing else.
     */
    default List<Problem> start() {
        return List.of();
    }

    @Override
    void close();

    /** Names of the routes and error configurations in the jar that run where the operator's folder has none. */
    default List<String> shippedRoutes() {
        return List.of();
    }
}
