package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;

/** Tries all route files without running one: no AWS, no hardware, no consumer is started. */
public final class RouteCheck {
    private static final Set<String> OURS =
            Set.of("camel.main.jmxenabled", "camel.main.name", "camel.main.routesincludepattern");

    private RouteCheck() {}

    /**
     * Every problem and warning, in the order of the files; nothing if the service would load them all.
     *
     * @param folder {@code routes/}
     * @param properties what {@code {{keys}}} resolve to, {@code camel.*} keys too
     * @param beans the registry's beans by name; AWS clients that are missing are replaced by ones that refuse
     * @param templated routes that the service makes from templates
     * @param needed routes that somebody has declared to be there
     */
    public static List<Problem> check(
            Path folder,
            Properties properties,
            Map<String, Object> beans,
            List<TemplatedRoute> templated,
            List<NeededRoute> needed) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(forChecking(properties));
        beans.forEach(main::bind);
        OfflineAwsClients.bindMissing(main);
        try {
            main.init();
            return check(main.getCamelContext(), folder, templated, needed);
        } catch (Exception e) {
            return List.of(
                    RouteProblems.explain(e, new RouteFile("application.properties", ""), main.getCamelContext()));
        } finally {
            main.shutdown();
        }
    }

    public static List<Problem> check(Path folder, Properties properties, Map<String, Object> beans) {
        return check(folder, properties, beans, List.of(), List.of());
    }

    private static List<Problem> check(
            CamelContext context, Path folder, List<TemplatedRoute> templated, List<NeededRoute> needed)
            throws IOException {
        RouteFiles files = RouteFiles.silent(context, folder);
        files.load();
        files.add(templated);
        List<Problem> unheard = unheard(context, folder, files.sources());
        LoadedRoutes loaded = files.require(needed);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(loaded.warnings());
        problems.addAll(unheard);
        return List.copyOf(problems);
    }

    /** {@code direct:} and {@code seda:} endpoints that a route sends to and no route reads from. */
    private static List<Problem> unheard(CamelContext context, Path folder, Set<String> sources) throws IOException {
        List<RouteFile> files = RouteFile.under(folder);
        List<Problem> problems = new ArrayList<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            String uri = endpoint.getEndpointBaseUri();
            if (uri.matches("(direct|seda)://.*")
                    && sources.stream()
                            .noneMatch(source -> withoutOptions(source).equals(uri))) {
                problems.add(RouteProblems.unheard(files, uri));
            }
        }
        return problems;
    }

    /** Both ends of a queue find each other by its name, whatever their options. */
    private static String withoutOptions(String uri) {
        return uri.split("\\?", 2)[0];
    }

    /** Several services may be checked at a time beside one that runs, so nothing of this one shows in JMX. */
    private static Properties forChecking(Properties properties) {
        Properties copy = new Properties();
        for (String key : properties.stringPropertyNames()) {
            if (!OURS.contains(key.replace("-", "").toLowerCase(Locale.ROOT))) {
                copy.setProperty(key, properties.getProperty(key));
            }
        }
        copy.setProperty("camel.main.jmx-enabled", "false");
        copy.setProperty("camel.main.name", "lamplighter-check");
        return copy;
    }
}
