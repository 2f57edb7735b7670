package dev.lamplighter.app.route.file;

import dev.lamplighter.app.route.DeprecatedRouteFiles;
import dev.lamplighter.app.route.ShippedRoutes;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.app.route.reload.RouteSwaps;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.RouteProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchBeanException;
import org.jspecify.annotations.Nullable;

/**
 * Turns Camel's exceptions about a route file into one line. Camel wraps the cause three times and repeats its message each
 * time; this reports the innermost cause that it can explain.
 *
 * <p>Codes: 001 can't be read, 002 unknown step, field or element, 003 unknown option, 004 unknown component, 005 value
 * without a key, 006 unknown bean, method or language, 007 name taken, 008 empty, 009 value not allowed, 010 template, 011
 * no consumer, 012 no folder, 013 no id, 014 unknown configuration, 015 another name, or a dot in it, 016 too large or
 * unreadable, 018 and 019 a shipped route's place ({@link ShippedRoutes}), 020 and 021 written for the version before
 * ({@link DeprecatedRouteFiles}), 099 anything else; 017, a route that fails, is reported by
 * {@link dev.lamplighter.app.health.RouteFailureLog}, 022 to 024, a reload that is refused or fails, by {@link RouteReload}
 * and {@link RouteSwaps}.
 */
public final class RouteFailureAnalyzer {
    /** In characters: three lines of a terminal, enough for the part of Camel's messages that says something. */
    private static final int LONGEST_MESSAGE = 240;

    private RouteFailureAnalyzer() {}

    /**
     * The problem that a failure stands for.
     *
     * @param failure thrown while the file was parsed or its routes were made
     * @param file the file that the problem points into
     */
    public static Problem explain(Exception failure, RouteFile file, CamelContext context) {
        List<Throwable> innermostFirst = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !innermostFirst.contains(cause); cause = cause.getCause()) {
            innermostFirst.add(cause);
        }
        Collections.reverse(innermostFirst);
        for (Throwable cause : innermostFirst) {
            Optional<Problem> problem = told(cause)
                    .or(() -> RouteParseFailureAnalyzer.explain(cause, file, context))
                    .or(() -> EndpointFailureAnalyzer.explain(cause, file, context))
                    .or(() -> ReferenceFailureAnalyzer.explain(cause, file, context));
            if (problem.isPresent()) {
                return problem.get();
            }
        }
        return anythingElse(innermostFirst.get(0), file);
    }

    /** The problem of a text nested too deeply: the parsers use the stack for every level. */
    public static Problem tooDeep(RouteFile file) {
        return new Problem(
                RouteProblemCode.FILE_UNREADABLE,
                file.name(),
                "nested too deep to be read",
                "no route has thousands of levels",
                "correct the file, or take it away");
    }

    /** Whether the failure was caused by the absence of one of these beans. */
    public static boolean missesOneOf(Set<String> beans, Exception failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof NoSuchBeanException missing && beans.contains(missing.getName())) {
                return true;
            }
        }
        return false;
    }

    public static Problem empty(RouteFile file) {
        return new Problem(
                RouteProblemCode.FILE_EMPTY,
                file.name(),
                "empty file",
                "there is no route in it",
                "fill it or delete it");
    }

    public static Problem nothing(RouteFile file) {
        return new Problem(
                RouteProblemCode.FILE_UNREADABLE,
                file.place(1, 1),
                "no route, template, configuration or bean",
                file.isXml()
                        ? "Camel reads XML whose first element is <camel>, <routes>, <route> or <routeTemplates>"
                        : "Camel reads YAML that is a list of \"- route:\", \"- routeTemplate:\" and the like",
                "see another file in routes/");
    }

    public static Problem dotInName(RouteFile file, String name) {
        return new Problem(
                RouteProblemCode.OTHER_NAME,
                file.name(),
                "not loaded",
                "its name has a dot before .camel, so that Camel doesn't recognise it as a route file",
                "rename it " + name);
    }

    public static Problem unreadable(Path folder, IOException e) {
        return new Problem(
                RouteProblemCode.FOLDER_UNREADABLE,
                folder.toString(),
                "can't be read",
                IoErrorText.ofFile(e),
                "create the folder of routes");
    }

    public static Problem taken(RouteFile file, String kind, String name, String owner) {
        return new Problem(
                RouteProblemCode.NAME_TAKEN,
                file.placeOf(name),
                kind + " \"" + name + "\" is taken",
                "it is already in " + owner,
                "choose another name");
    }

    public static Problem unknownParameter(TemplatedRoute route, String name, List<String> known) {
        return new Problem(
                RouteProblemCode.TEMPLATE_REFUSED,
                route.routeId(),
                "template " + route.templateId() + " has no parameter \"" + name + "\"",
                "allowed are " + String.join(", ", known),
                CamelCatalogNames.suggestion(name, known).orElse("leave it out"));
    }

    /** The same problem, found in the template's file, naming the route that could not be made. */
    public static Problem ofTemplated(TemplatedRoute route, Problem problem) {
        return new Problem(
                problem.code(),
                problem.where(),
                "route " + route.routeId() + ": " + problem.what(),
                problem.why(),
                problem.fix(),
                Problem.Kind.REFUSED);
    }

    public static Problem withoutId(RouteFile file) {
        return new Problem(
                RouteProblemCode.NO_ID,
                file.name(),
                "route without an id",
                "Camel numbers it again at each start, so that its name in JMX and in the journal changes",
                "add id: and the file's name");
    }

    public static Problem withoutFrom(RouteFile file, @Nullable String id) {
        return new Problem(
                RouteProblemCode.UNKNOWN_WORD,
                file.placeOf(id == null ? "" : id),
                "route without from",
                "it would never get a message",
                "add from: with a uri and steps");
    }

    /** The problem of a direct or seda endpoint, written {@code direct://name}, that no route reads from. */
    public static Problem unheard(List<RouteFile> files, String uri) {
        String where = files.stream()
                .flatMap(file -> file.placeOfUri(uri).stream())
                .findFirst()
                .orElse("routes/");
        return new Problem(
                RouteProblemCode.NOBODY_LISTENS,
                where,
                "no consumer for " + uri.replace("://", ":"),
                "no route that could be loaded reads from it",
                "add the route, or correct the name");
    }

    public static Problem withoutConfiguration(RouteFile file, String configuration) {
        return new Problem(
                RouteProblemCode.NO_CONFIGURATION,
                file.placeOf(configuration),
                "no route configuration \"" + configuration + "\"",
                "the route runs without it, and Camel doesn't say so",
                "correct the id, or correct the file that has the configuration");
    }

    public static Problem waitsOnTheWallClock(RouteFile file) {
        return new Problem(
                ConfigProblemCode.WALL_CLOCK_TIMER,
                file.placeOf("timer"),
                "timer: waits on the wall clock",
                "when that is set back by two hours, the route stands still for two hours",
                "write scheduler: with delay in place of period and initialDelay in place of delay");
    }

    /** One line of an exception's message, cut where it gets long. */
    public static String firstLine(String message) {
        String line = message.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
    }

    private static Optional<Problem> told(Throwable cause) {
        return cause instanceof ProblemException known ? Optional.of(known.problem()) : Optional.empty();
    }

    private static Problem anythingElse(Throwable root, RouteFile file) {
        String message = root.getMessage();
        return new Problem(
                RouteProblemCode.ROUTE_REFUSED,
                file.name(),
                "Camel can't make this route",
                root.getClass().getSimpleName() + (message == null ? "" : " " + firstLine(message)),
                "change the file; bin/lamplighter check tries it without running it");
    }
}
