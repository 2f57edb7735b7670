package dev.lamplighter.app.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SetAside;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's way of starting, with Camel Main, the supervising controller and JMX. */
final class CamelMainHealthTest {
    private static final String FAILING = """
        - route:
            id: failing
            description: Fails each time; harmless to repeat.
            from:
              uri: timer:failing?delay=0&period=100
              steps:
                - throwException: {message: "nobody is there", exceptionType: java.lang.IllegalStateException}
        """;
    private static final String BROKEN = "- route: {id: broken, from: {uri: \"timer:x?perriod=1\", steps: []}}\n";

    @TempDir
    private Path home;

    /** Installs the checks and loads the files where the service does. */
    private static final class Wiring extends MainListenerSupport {
        private final Path routes;
        private final AtomicReference<RouteFiles> files = new AtomicReference<>();

        Wiring(Path routes) {
            this.routes = routes;
        }

        @Override
        public void beforeStart(BaseMainSupport main) {
            CamelContext context = main.getCamelContext();
            RouteFiles loader = new RouteFiles(context, routes);
            SetAside setAside = new SetAside();
            HealthChecks.install(
                    context,
                    new RouteOutcomeHealthCheck(
                            new RouteHealthSettings(1, Map.of()), new ElapsedTime(Clock.systemUTC())),
                    new SetAsideHealthCheck(setAside));
            loader.load().problems().forEach(problem -> setAside.add(SetAside.ROUTES, problem));
            files.set(loader);
        }
    }

    @Test
    void theServiceIsDownForAFailingRouteAndTellsOfABrokenFileAndShowsItsRoutesInJmx() throws Exception {
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(routes.resolve("failing.camel.yaml"), FAILING);
        Files.writeString(routes.resolve("broken.camel.yaml"), BROKEN);
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.addInitialProperty("camel.main.name", "lamplighter");
        main.addInitialProperty("camel.routecontroller.enabled", "true");
        main.addInitialProperty("camel.health.exposure-level", "full");
        Thread running = new Thread(() -> run(main), "camel-main");
        main.addMainListener(new Wiring(routes));
        try {
            running.start();
            await().until(main::isStarted);
            await().untilAsserted(() -> assertThat(states(main.getCamelContext()))
                    .containsEntry(
                            "set-aside",
                            "UP set aside: ROUTE-003  routes/broken.camel.yaml:1:44  unknown option \"perriod\" of"
                                    + " timer: Camel's timer component has no option of that name; fix: did you mean"
                                    + " \"period\"?")
                    .hasEntrySatisfying(
                            "route-outcome",
                            state -> assertThat(state)
                                    .matches("DOWN failing failed \\d+ in a row, last IllegalStateException: nobody is"
                                            + " there")));
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName("org.apache.camel:context=lamplighter,type=routes,name=\"failing\"");
            assertThat(server.getAttribute(name, "Description")).isEqualTo("Fails each time; harmless to repeat.");
            assertThat(server.getAttribute(name, "State")).isEqualTo("Started");
            assertThat(server.queryNames(new ObjectName("org.apache.camel:context=lamplighter,type=routes,*"), null))
                    .containsExactly(name);
        } finally {
            main.completed();
            running.join();
        }
    }

    /** As the service does: only {@code run} calls the listeners. */
    private static void run(Main main) {
        try {
            main.run();
        } catch (Exception e) {
            throw new IllegalStateException("Camel Main could not run", e);
        }
    }

    private static Map<String, String> states(CamelContext context) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context);
        return results.stream()
                .collect(java.util.stream.Collectors.toMap(
                        result -> result.getCheck().getId(),
                        result -> (result.getState() + " " + result.getMessage().orElse("")).strip()));
    }
}
