package dev.lamplighter.app.route.file;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.RouteProblemCode;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import org.quartz.CronExpression;

/**
 * Checks a route's {@code from} for mistakes that Camel reports only when it starts, or never: a cron expression that Quartz
 * can't parse, an unknown time zone (Camel uses GMT instead), two routes on one endpoint.
 */
public final class ConsumerEndpointCheck {
    private final CamelContext context;
    private final Map<String, String> owners = new HashMap<>();
    /** What routes would read from that their precondition leaves out, by their ids. */
    private final Map<String, String> leftOut = new HashMap<>();

    public ConsumerEndpointCheck(CamelContext context) {
        this.context = context;
    }

    /** Refuses {@code route} if its Quartz endpoint can't work; the endpoint need not exist yet. */
    public void checkSchedule(RouteDefinition route, RouteFile file) {
        String[] uri = sourceUri(route).split("\\?", 2);
        if (!uri[0].startsWith("quartz:") || uri.length == 1) {
            return;
        }
        Map<String, Object> options = query(uri[1]);
        if (options.get("cron") != null) {
            checkCron(options.get("cron").toString(), file);
        }
        if (options.get("trigger.timeZone") != null) {
            checkZone(options.get("trigger.timeZone").toString(), file);
        }
    }

    /** Whether {@code route} is triggered by Camel's timer, a {@link java.util.Timer}, which depends on the wall clock. */
    public static boolean waitsOnTheWallClock(RouteDefinition route) {
        String[] uri = route.getInput().getEndpointUri().split("\\?", 2);
        return uri[0].startsWith("timer:")
                && (uri.length == 1 || !"1".equals(query(uri[1]).get("repeatCount")));
    }

    /**
     * Refuses {@code route} if another route reads from the same endpoint and that allows only one consumer; the endpoint
     * must exist.
     */
    public void claim(RouteDefinition route, RouteFile file) {
        Endpoint endpoint = context.hasEndpoint(sourceUri(route));
        if (endpoint == null) {
            leftOut.put(
                    route.getRouteId(),
                    withoutOptions(sourceUri(route)).replaceFirst("^(direct|seda):(?://)?", "$1://"));
            return;
        }
        boolean forMany = endpoint instanceof MultipleConsumersSupport many && many.isMultipleConsumersSupported();
        String owner = owners.putIfAbsent(endpoint.getEndpointUri(), route.getRouteId());
        if (owner != null && !forMany) {
            throw new ProblemException(new Problem(
                    RouteProblemCode.NAME_TAKEN,
                    file.placeOf(route.getRouteId()),
                    "source " + endpoint.getEndpointBaseUri() + " is taken",
                    "route " + owner + " reads from it",
                    "choose another name for one of them"));
        }
    }

    /** The endpoint that a route reads from, with all its options if it exists. */
    public String uriOf(RouteDefinition route) {
        Endpoint endpoint = context.hasEndpoint(sourceUri(route));
        return endpoint == null ? sourceUri(route) : endpoint.getEndpointUri();
    }

    /** Releases the sources of routes that were set aside. */
    public void release(List<String> routeIds) {
        owners.values().removeAll(Set.copyOf(routeIds));
        leftOut.keySet().removeAll(Set.copyOf(routeIds));
    }

    public Set<String> uris() {
        return Set.copyOf(owners.keySet());
    }

    /**
     * The {@code direct:} and {@code seda:} endpoints that a route sends to and no route reads from, also none that its
     * precondition leaves out; in the order of their names.
     */
    public List<String> unheard() {
        Set<String> heard = owners.keySet().stream()
                .map(ConsumerEndpointCheck::withoutOptions)
                .collect(Collectors.toSet());
        return context.getEndpoints().stream()
                .map(Endpoint::getEndpointBaseUri)
                .filter(uri -> uri.matches("(direct|seda)://.*") && !heard.contains(uri) && !leftOut.containsValue(uri))
                .distinct()
                .sorted()
                .toList();
    }

    /** A uri without its options, because sender and consumer of a queue are matched by name alone. */
    private static String withoutOptions(String uri) {
        return uri.split("\\?", 2)[0];
    }

    private static void checkCron(String cron, RouteFile file) {
        try {
            CronExpression.validateExpression(cron);
        } catch (ParseException e) {
            throw refused(
                    file,
                    "cron",
                    cron,
                    RouteFailureAnalyzer.firstLine(String.valueOf(e.getMessage())),
                    "write six or seven fields, seconds first: 0 0 9 ? * MON-FRI");
        }
    }

    private static void checkZone(String zone, RouteFile file) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw refused(
                    file,
                    "trigger.timeZone",
                    zone,
                    "there is no such time zone, and Quartz would silently use GMT",
                    CamelCatalogNames.suggestion(zone, ZoneId.getAvailableZoneIds())
                            .orElse("write a zone such as Europe/London"));
        }
    }

    private static ProblemException refused(RouteFile file, String option, String value, String why, String fix) {
        return new ProblemException(new Problem(
                RouteProblemCode.VALUE_REFUSED,
                file.placeOf(option),
                option + " can't be \"" + value + "\"",
                why,
                fix));
    }

    private static Map<String, Object> query(String query) {
        try {
            return URISupport.parseQuery(query);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("can't read the options " + query, e);
        }
    }

    /**
     * The uri that a route reads from, resolved: the definition of a route from a template still has the template's
     * placeholders.
     */
    private String sourceUri(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (route.getTemplateParameters() != null) {
            for (Map.Entry<String, Object> parameter :
                    route.getTemplateParameters().entrySet()) {
                uri = uri.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
            }
        }
        return context.resolvePropertyPlaceholders(uri);
    }
}
