package dev.lamplighter.app.service;

import dev.lamplighter.app.route.TemplatedRoute;
import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;

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

    /** Declarations that were set aside. */
    default List<Problem> problems() {
        return List.of();
    }

    @Override
    void close();
}
