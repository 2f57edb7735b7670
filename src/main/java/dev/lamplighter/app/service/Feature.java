package dev.lamplighter.app.service;

import dev.lamplighter.app.route.NeededRoute;
import dev.lamplighter.app.route.TemplatedRoute;
import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** One of the three ways, put together: what its routes call and what JMX shows of it. */
interface Feature extends AutoCloseable {
    /** Beans by the name that routes use. */
    Map<String, Object> beans();

    /** By the type in {@code dev.lamplighter:type=...}. */
    Map<String, Object> mxBeans();

    /** Routes that are made from templates, one per thing that was declared. */
    default List<TemplatedRoute> templatedRoutes() {
        return List.of();
    }

    /** Routes that must be in {@code routes/} for what was declared. */
    default List<NeededRoute> neededRoutes() {
        return List.of();
    }

    /** Camel is there, its routes are not yet. */
    default void attach(CamelContext context) {}

    /** Declarations that were set aside. */
    default List<Problem> problems() {
        return List.of();
    }

    /** Begins what a running service does besides its routes; what can't begin is a problem and hinders nothing else. */
    default List<Problem> start() {
        return List.of();
    }

    @Override
    void close();
}
