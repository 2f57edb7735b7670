package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Knows how route files were written for the version before: has those that operators have edited work as they are, and says what to
 * write instead. What is in here goes with the next version.
 */
final class EarlierRoutes {
    /** Ids of error configurations, then and now; now each has the name of its file. */
    private static final Map<String, String> CONFIGURATIONS =
            Map.of("windows", "window-errors", "costs", "cost-errors", "alerts", "alert-errors");

    private static final Pattern NAMED = Pattern.compile("(\\brouteConfigurationId[\"']? *[:=] *[\"']?)([\\w.,-]+)");
    private static final Pattern GIVEN = Pattern.compile("(\\bid[\"']? *[:=] *[\"']?)([\\w.-]+)");

    /** What the routes of the windows called before all that is due went to one route. */
    private static final Pattern CALL = Pattern.compile("(start|associate|stop|reconcile)\\b.*");

    private static final Pattern CALL_URI = Pattern.compile("bean:(?://)?windows\\?(?:.*&)?method=" + CALL.pattern());

    private final List<RouteFile> files;

    /** @param files of the folder, among which one may have such an id for a configuration of its own */
    EarlierRoutes(List<RouteFile> files) {
        this.files = List.copyOf(files);
    }

    /** Its text with the ids of now, before Camel reads it: Camel gives a route its configuration while it reads. */
    String text(RouteFile file) {
        String text = NAMED.matcher(file.text())
                .replaceAll(named -> Matcher.quoteReplacement(named.group(1)
                        + Stream.of(named.group(2).split(",", -1))
                                .map(this::now)
                                .collect(Collectors.joining(","))));
        return CONFIGURATIONS.containsValue(file.stem())
                ? GIVEN.matcher(text)
                        .replaceAll(given -> Matcher.quoteReplacement(given.group(1)
                                + (file.stem().equals(CONFIGURATIONS.get(given.group(2)))
                                        ? file.stem()
                                        : given.group(2))))
                : text;
    }

    /** What to say of a file with ids of before. */
    Optional<Problem> idsOfBefore(RouteFile file) {
        if (text(file).equals(file.text())) {
            return Optional.empty();
        }
        String before = CONFIGURATIONS.keySet().stream()
                .filter(id -> Stream.concat(
                                NAMED.matcher(file.text()).results(),
                                GIVEN.matcher(file.text()).results())
                        .anyMatch(
                                found -> List.of(found.group(2).split(",", -1)).contains(id)))
                .findFirst()
                .orElseThrow();
        boolean isNamed = NAMED.matcher(file.text()).find();
        return Optional.of(new Problem(
                "ROUTE-020",
                isNamed ? file.placeOf("routeConfigurationId") : file.placeOfId(before),
                "route configuration \"" + before + "\" is called \"" + CONFIGURATIONS.get(before) + "\" now",
                "it works under its earlier id until the next version",
                "write " + CONFIGURATIONS.get(before)));
    }

    private String now(String id) {
        String now = CONFIGURATIONS.get(id);
        return now == null
                        || files.stream()
                                .anyMatch(file ->
                                        file.configures(id) && !file.stem().equals(now))
                ? id
                : now;
    }

    /** What to say of a file whose routes call the windows as the version before did. */
    static Optional<Problem> callsOfBefore(Stream<RouteDefinition> routes, RouteFile file) {
        return routes.flatMap(route -> calls(route).stream())
                .findFirst()
                .map(method -> new Problem(
                        "ROUTE-021",
                        file.placeOf(method),
                        "calls the bean windows with the method " + method,
                        "all that is due goes to direct:window-due; this works until the next version",
                        "write setBody with " + ("reconcile".equals(method) ? "all" : "{{window}}." + method)
                                + ", then to: direct:window-due, as the shipped file does"));
    }

    private static List<String> calls(RouteDefinition route) {
        Stream<String> beans =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), BeanDefinition.class).stream()
                        .filter(bean -> "windows".equals(bean.getRef()) && bean.getMethod() != null)
                        .map(BeanDefinition::getMethod);
        Stream<String> endpoints =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                        .map(to -> String.valueOf(to.getUri()))
                        .filter(uri -> CALL_URI.matcher(uri).matches())
                        .map(uri -> uri.replaceFirst(".*method=", ""));
        return Stream.concat(beans, endpoints)
                .filter(method -> CALL.matcher(method).matches())
                .map(method -> CALL.matcher(method).replaceFirst("$1"))
                .toList();
    }
}
