package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.RouteProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * Provides the route files in the jar that the service can't do without. Where the operator's file is missing or refused,
 * the shipped one runs, so that no broken file leaves an instance running. Also checks that an operator's version of such a
 * route still does its work.
 */
public final class ShippedRoutes {
    private static final String FOLDER = "routes/";
    private static final String CALL = "-call";
    private static final String BEAN = "windowActions";
    private static final String REFUSED = "the file is refused with ";

    /** A startup order below the numbers that people give. */
    private static final int FIRST = -1000;

    private final List<String> names;

    /** @param names of routes, which are those of their files */
    public ShippedRoutes(List<String> names) {
        this.names = List.copyOf(names);
    }

    List<String> names() {
        return names;
    }

    /** Reads a file from the jar. */
    static RouteFile file(String name) {
        String path = FOLDER + name + ".camel.yaml";
        try (InputStream in = ShippedRoutes.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + path);
            }
            return new RouteFile("the jar's " + path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a route start before those that send to it, and refuses an operator's version of a shipped route that can't do
     * its work.
     *
     * @throws ProblemException that says what is wrong with it
     */
    public void prepare(RouteDefinition route, RouteFile file) {
        String id = route.getRouteId();
        if (id == null || !names.contains(id)) {
            return;
        }
        String endpoint = "direct:" + id;
        boolean isAsked = file(id).text().contains("uri: " + endpoint + "\n");
        if (isAsked && route.getStartupOrder() == null) {
            route.setStartupOrder(FIRST + names.indexOf(id));
        }
        if (isAsked && !endpoint.equals(route.getInput().getEndpointUri())) {
            throw refused(file, id, "reads from " + route.getInput().getEndpointUri(), "let it read from " + endpoint);
        }
        if ("false".equals(route.getAutoStartup())) {
            throw refused(
                    file, id, "doesn't start by itself", "take autoStartup away; suspend it in JMX to hold it back");
        }
        if (id.endsWith(CALL) && !isIntendCallDone(route.getOutputs())) {
            throw refused(
                    file,
                    id,
                    "has other steps than intend, the call, done, in this order",
                    "put your steps into " + id.replace(CALL, "") + ", and the shipped file back in its place");
        }
    }

    private static boolean isIntendCallDone(List<ProcessorDefinition<?>> steps) {
        return steps.size() == 3
                && isBean(steps.get(0), "intend")
                && (steps.get(1) instanceof ToDynamicDefinition || steps.get(1) instanceof ToDefinition)
                && isBean(steps.get(2), "done");
    }

    private static boolean isBean(ProcessorDefinition<?> step, String method) {
        return step instanceof BeanDefinition bean && BEAN.equals(bean.getRef()) && method.equals(bean.getMethod());
    }

    private static ProblemException refused(RouteFile file, String id, String why, String fix) {
        return new ProblemException(new Problem(
                RouteProblemCode.CANT_DO_ITS_WORK,
                file.placeOf(id),
                "route \"" + id + "\" can't do its work",
                why,
                fix));
    }

    /** The problem when a shipped route runs in place of a refused file. */
    static Problem insteadOf(String name, Problem refused) {
        return new Problem(
                RouteProblemCode.SHIPPED_IN_PLACE,
                FOLDER + name + ".camel.yaml",
                "the shipped route runs in its place",
                REFUSED + refused.code(),
                "correct the file, or copy it from the archive that this version came in");
    }

    public static boolean isInsteadOfRefused(Problem problem) {
        return problem.is(RouteProblemCode.SHIPPED_IN_PLACE) && problem.why().startsWith(REFUSED);
    }

    /** The problem when shipped routes run because the folder lacks them, as the folder of an earlier version does. */
    static Problem insteadOfMissing(List<String> names) {
        return new Problem(
                RouteProblemCode.SHIPPED_IN_PLACE,
                names.size() == 1 ? FOLDER + names.get(0) + ".camel.yaml" : FOLDER,
                names.size() == 1
                        ? "the shipped route runs in its place"
                        : "shipped routes run in the place of missing ones",
                "there is no " + String.join(", ", names),
                "copy the files from the archive that this version came in");
    }
}
