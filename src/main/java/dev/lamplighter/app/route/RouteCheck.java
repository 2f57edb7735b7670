package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;

/** Checks all route files without running one: no AWS, no hardware, no consumer is started. */
public final class RouteCheck {
    private static final Set<String> OURS =
            Set.of("camel.main.jmxenabled", "camel.main.name", "camel.main.routesincludepattern");

    private RouteCheck() {}

    /**
     * Every problem and warning, in the order of the files; empty if the service would load them all.
     *
     * @param folder {@code routes/}
     * @param properties what {@code {{keys}}} resolve to, {@code camel.*} keys too
     * @param beans the registry's beans by name; AWS clients that are missing are replaced by ones that refuse
     * @param declared the routes that the features need
     * @param edited takes the ids of the routes with steps before their call, as in {@code ec2-stop}
     */
    public static List<Problem> check(
            Path folder,
            Properties properties,
            Map<String, Object> beans,
            RequiredRoutes declared,
            Consumer<Set<String>> edited) {
        List<Problem> problems = new ArrayList<>();
        try {
            Main main = initialized(properties, beans, problems::add);
            try {
                problems.addAll(check(main.getCamelContext(), folder, declared));
                edited.accept(RoutesWithOperatorSteps.in(main.getCamelContext()));
            } finally {
                main.shutdown();
            }
        } catch (Exception e) {
            problems.add(RouteFailureAnalyzer.explain(
                    e, new RouteFile("application.properties", ""), new DefaultCamelContext()));
        }
        return List.copyOf(problems);
    }

    /** Does the same, for callers that need only the problems. */
    public static List<Problem> check(
            Path folder, Properties properties, Map<String, Object> beans, RequiredRoutes declared) {
        return check(folder, properties, beans, declared, edited -> {});
    }

    /** Loads the files as the service would now, in a context that is closed when this returns. */
    public static RouteFiles load(
            Path folder, Properties properties, Map<String, Object> beans, RequiredRoutes declared) {
        try {
            Main main = initialized(properties, beans, problem -> {}); // the service has reported the problems already
            try {
                RouteFiles files = RouteFiles.silent(main.getCamelContext(), folder);
                files.load(declared);
                return files;
            } finally {
                main.shutdown();
            }
        } catch (Exception e) {
            throw new ProblemException(RouteFailureAnalyzer.explain(
                    e, new RouteFile("application.properties", ""), new DefaultCamelContext()));
        }
    }

    /** Checks the files without any declared routes. */
    public static List<Problem> check(Path folder, Properties properties, Map<String, Object> beans) {
        return check(folder, properties, beans, RequiredRoutes.NONE);
    }

    /** Camel Main with these beans and no routes, not started. */
    public static Main initialized(Properties properties, Map<String, Object> beans, Consumer<Problem> refused)
            throws Exception {
        return new CamelSettings(Map.of(), refused).initialize(left -> main(left, beans), forChecking(properties));
    }

    private static Main main(Properties properties, Map<String, Object> beans) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setOverrideProperties(properties);
        beans.forEach(main::bind);
        OfflineAwsClients.bindMissing(main);
        return main;
    }

    private static List<Problem> check(CamelContext context, Path folder, RequiredRoutes declared) throws IOException {
        RouteFiles files = RouteFiles.silent(context, folder);
        RouteLoadResult loaded = files.load(declared);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(loaded.warnings());
        return List.copyOf(problems);
    }

    /** The properties without JMX: several checks may run beside a service, and their names in JMX would collide. */
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
