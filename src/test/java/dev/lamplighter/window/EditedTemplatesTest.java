package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.edge.EdgeRouteFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobKey;
import org.quartz.Scheduler;

/** Operators may change the steps of the routes of all windows, in YAML or in XML, and switch each route in JMX. */
final class EditedTemplatesTest {
    private static final String STOP_IN_XML = """
            <camel xmlns="http://camel.apache.org/schema/xml-io">
              <routeTemplate id="window-stop">
                <templateParameter name="window"/>
                <templateParameter name="cron"/>
                <templateParameter name="zone"/>
                <route>
                  <from id="{{window}}.stop.clock" uri="quartz:windows/{{window}}.stop?cron={{cron}}&amp;trigger.timeZone={{zone}}&amp;trigger.misfireInstruction=2&amp;stateful=true"/>
                  <bean id="{{window}}.stop.close" ref="windows" method="stop('{{window}}')"/>
                  <bean id="{{window}}.stop.tell" ref="told" method="add('stop told in XML')"/>
                </route>
              </routeTemplate>
            </camel>
            """;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    private Path home;

    /** What the routes call. */
    public static final class Calls {
        private final List<String> told;

        Calls(List<String> told) {
            this.told = told;
        }

        public ReconcileResult plan(String due) {
            int dot = due.lastIndexOf('.');
            return call(due.substring(dot + 1), due.substring(0, dot));
        }

        public void begin(DueAction due) {}

        public ReconcileResult reply(ReconcileResult reconcileResult) {
            return reconcileResult;
        }

        /** As templates of before call it. */
        public ReconcileResult stop(String window) {
            return call("stop", window);
        }

        /** For the error handler of the routes. */
        public void tell(Throwable failure, String routeId) {
            call("tell " + failure, routeId);
        }

        private ReconcileResult call(String verb, String window) {
            told.add(verb + " " + window);
            return new ReconcileResult(window, false, List.of(), List.of(), null);
        }
    }

    @BeforeEach
    void copyRoutes() throws IOException {
        Path templates = Files.createDirectories(home.resolve("routes/templates"));
        try (Stream<Path> files = Files.list(Path.of("routes/templates"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("window-"))
                    .toList()) {
                Files.copy(file, templates.resolve(file.getFileName()));
            }
        }
        for (String name : List.of("window-errors.camel.yaml", "window-due.camel.yaml", "ec2-errors.camel.yaml")) {
            Files.copy(Path.of("routes", name), home.resolve("routes").resolve(name));
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void load() {
        context.getRegistry().bind("windows", new Calls(told));
        context.getRegistry().bind("windowActions", new Calls(told));
        context.getRegistry().bind("told", told);
        Properties properties = new Properties();
        properties.setProperty("windows.start-poll", "1");
        context.getPropertiesComponent().setInitialProperties(properties);
        RouteFiles files = new RouteFiles(context, home.resolve("routes"));
        files.load();
        assertThat(files.add(templated()).problems()).isEmpty();
        context.start();
    }

    private static List<TemplatedRoute> templated() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", "windows:\n" + Stage.SUNDAY, now);
        return EdgeRouteFactory.of(file.windows(), now).stream()
                .map(edge -> new TemplatedRoute(edge.routeId(), edge.templateId(), edge.parameters()))
                .toList();
    }

    private void ring(String routeId) throws Exception {
        Scheduler scheduler =
                context.getComponent("quartz", QuartzComponent.class).getScheduler();
        JobKey key = new JobKey(routeId, "windows");
        scheduler.triggerJob(key, scheduler.getTriggersOfJob(key).get(0).getJobDataMap());
    }

    @Test
    void aStepAddedToATemplateInYamlRunsInEveryRouteOfIt() throws Exception {
        Path file = home.resolve("routes/templates/window-associate.camel.yaml");
        Files.writeString(file, Files.readString(file) + """
                          - bean:
                              id: "{{window}}.associate.tell"
                              ref: told
                              method: add('associate told in YAML')
                """);
        load();

        ring("sunday-service.associate");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(told).containsExactly("associate sunday-service", "associate told in YAML"));
    }

    @Test
    void aTemplateMayBeWrittenInXml() throws Exception {
        Files.delete(home.resolve("routes/templates/window-stop.camel.yaml"));
        Files.writeString(home.resolve("routes/templates/window-stop.camel.xml"), STOP_IN_XML);
        load();

        ring("sunday-service.stop");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told).containsExactly("stop sunday-service", "stop told in XML"));
    }

    @Test
    void eachRouteIsInJmxAndSuspendedForItself() throws Exception {
        load();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (String edge : List.of("start", "associate", "stop")) {
            assertThat(server.queryNames(jmxName("sunday-service." + edge), null))
                    .as(edge)
                    .hasSize(1);
        }

        server.invoke(
                server.queryNames(jmxName("sunday-service.stop"), null)
                        .iterator()
                        .next(),
                "suspend",
                null,
                null);

        assertThat(Map.of(
                        "start", context.getRouteController().getRouteStatus("sunday-service.start"),
                        "associate", context.getRouteController().getRouteStatus("sunday-service.associate"),
                        "stop", context.getRouteController().getRouteStatus("sunday-service.stop")))
                .isEqualTo(Map.of(
                        "start", ServiceStatus.Started,
                        "associate", ServiceStatus.Started,
                        "stop", ServiceStatus.Suspended));
    }

    private ObjectName jmxName(String routeId) throws Exception {
        return new ObjectName(
                "org.apache.camel:context=" + context.getManagementName() + ",type=routes,name=\"" + routeId + "\",*");
    }
}
