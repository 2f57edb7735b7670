package dev.lamplighter.app.route.cases;

import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.RouteCheck;
import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.route.RouteLoadResult;
import dev.lamplighter.app.route.file.RouteCase;
import dev.lamplighter.app.route.file.RouteCaseFiles;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.code.CaseProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;

/**
 * Holds the results of running the cases beside the route files on the routes as they are written, with a stand-in for every
 * step that leaves its route.
 *
 * @param passed places of the cases that passed
 * @param failed one for each case that didn't
 * @param unread one for each file of routes or cases that can't be used, and each requested route without a case
 */
public record RouteCases(List<String> passed, List<Problem> failed, List<Problem> unread) {

    /**
     * Runs all cases, or those of some routes.
     *
     * @param folder {@code routes/}
     * @param properties what {@code {{keys}}} resolve to
     * @param beans the registry's beans by name, none of which is called by a step
     * @param absentBeans beans of areas that are set aside
     * @param only routes; all if empty
     */
    public static RouteCases run(
            Path folder, Properties properties, Map<String, Object> beans, Set<String> absentBeans, Set<String> only)
            throws Exception {
        RouteCaseFiles files = RouteCaseFiles.read(folder);
        Set<String> known =
                Set.copyOf(files.cases().stream().map(RouteCase::route).toList());
        RouteCases ran = new RouteCases(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Main main = RouteCheck.initialized(properties, beans, ran.unread::add);
        try {
            ModelCamelContext context = (ModelCamelContext) main.getCamelContext();
            new RouteStandIns(known).into(context);
            context.getShutdownStrategy().setTimeout(1); // a case that is still running has been reported
            Map<RouteCase, TemplatedRoute> templated = templated(files.cases());
            RouteLoadResult loaded = RouteFiles.silent(context, folder)
                    .load(new RequiredRoutes(
                            templated.values().stream().distinct().toList(), List.of(), List.of(), absentBeans));
            ran.unread.addAll(loaded.problems());
            ran.unread.addAll(files.problems());
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (RouteCase one : files.cases()) {
                if (only.isEmpty() || only.contains(one.route())) {
                    TemplatedRoute made = templated.get(one);
                    ran.add(one, made == null ? one.route() : made.routeId(), loaded, template);
                }
            }
        } finally {
            main.shutdown();
        }
        only.stream()
                .filter(route -> !known.contains(route))
                .forEach(route -> ran.unread.add(new Problem(
                        CaseProblemCode.NO_ROUTE_OR_NO_CASE,
                        "routes/cases/" + route + ".cases.yaml",
                        "route \"" + route + "\" has no case",
                        "nothing is tested of it",
                        hint(route, known, "write one, see routes/README.md"))));
        return ran;
    }

    /** The route to make for each case of a template; cases with the same parameters share one. */
    private static Map<RouteCase, TemplatedRoute> templated(List<RouteCase> cases) {
        Map<TemplatedRoute, TemplatedRoute> made = new LinkedHashMap<>();
        Map<RouteCase, TemplatedRoute> templated = new LinkedHashMap<>();
        for (RouteCase one : cases) {
            if (!one.parameters().isEmpty()) {
                TemplatedRoute plain = new TemplatedRoute(one.route(), one.route(), one.parameters());
                String id = one.route() + (made.isEmpty() ? "" : "-" + made.size());
                templated.put(
                        one, made.computeIfAbsent(plain, key -> new TemplatedRoute(id, one.route(), one.parameters())));
            }
        }
        return templated;
    }

    private void add(RouteCase one, String route, RouteLoadResult loaded, ProducerTemplate template)
            throws InterruptedException {
        if (loaded.routes().contains(route)) {
            new RouteCaseRun(one)
                    .run(template, RouteStandIns.source(route))
                    .ifPresentOrElse(failed::add, () -> passed.add(one.place()));
            return;
        }
        Problem lost = loaded.lost().get(route);
        failed.add(new Problem(
                CaseProblemCode.NO_ROUTE_OR_NO_CASE,
                one.place(),
                "unknown route \"" + one.route() + "\"",
                lost == null
                        ? "no file in routes/ has it, and a template needs parameters"
                        : "its file has " + lost.code(),
                lost == null
                        ? hint(one.route(), loaded.routes(), "name the file after its route")
                        : "correct the file"));
    }

    private static String hint(String written, java.util.Collection<String> known, String otherwise) {
        return Suggestion.nearest(written, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(otherwise);
    }
}
