package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowsFile;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.edge.EdgeRoute;
import dev.lamplighter.window.edge.EdgeRoutes;
import dev.lamplighter.window.journal.WindowJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.Trigger;

/** The shipped route files in a CamelContext, over the simulated EC2. */
final class WindowRoutesTest {
    private static final String WINDOWS = """
            windows:
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                instance: i-0123456789abcdef0
                addresses:
                  - {eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}
              - name: sunday-school
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                instance: i-0123456789abcdef1
            """;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final SimulatedEc2 ec2 = new SimulatedEc2(clock)
            .instance("i-0123456789abcdef0", "eni-0123456789abcdef0")
            .instance("i-0123456789abcdef1", "eni-0123456789abcdef1")
            .address("eipalloc-0123456789abcdef0");
    private final StateDatabase database = StateDatabase.inMemory();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void loadRoutes() throws Exception {
        List<StreamingWindow> windows =
                WindowsFile.parse("windows.yaml", WINDOWS, clock.instant()).windows();
        context.getRegistry()
                .bind(
                        "windows",
                        new StreamingWindows(
                                windows,
                                new WindowJournal(database.dataSource()),
                                new Outside(new SdkEc2Actions(ec2, clock), Stage.ALWAYS_READY, clock::nanoTime),
                                clock,
                                Duration.ofMinutes(3)));
        context.getRegistry().bind("windowsOutside", new NothingOutside());
        Properties properties = new Properties();
        properties.setProperty("windows.reconcile-period", "1h");
        properties.setProperty("windows.outside-period", "1h");
        properties.setProperty("windows.start-poll", "1");
        context.getPropertiesComponent().setInitialProperties(properties);
        for (Path file : windowFiles()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file)));
        }
        for (EdgeRoute edge : EdgeRoutes.of(windows, clock.instant())) {
            // No prefix: the ids of the steps begin with the route's id already.
            TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, edge.templateId())
                    .routeId(edge.routeId())
                    .prefixId("");
            edge.parameters().forEach(route::parameter);
            route.add();
        }
    }

    @AfterEach
    void close() {
        context.stop();
        database.close();
    }

    private static List<Path> windowFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("window"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void madeRoutesHaveIdsOfTheirOwn() {
        context.start();

        assertThat(context.getRoutes().stream().map(Route::getRouteId))
                .containsExactlyInAnyOrder(
                        "windows-reconcile",
                        "windows-outside",
                        "windows-deadlines",
                        "sunday-service.start",
                        "sunday-service.associate",
                        "sunday-service.stop",
                        "sunday-school.start",
                        "sunday-school.stop");
        assertThat(context.getProcessor("sunday-service.start.watch")).isNotNull();
        assertThat(context.getProcessor("sunday-school.stop.close")).isNotNull();
    }

    @Test
    void quartzKnowsTheZoneAndDoesNotMakeUpForMissedRings() throws Exception {
        context.start();

        CronTrigger trigger = trigger("sunday-service.start");
        assertThat(trigger.getTimeZone().getID()).isEqualTo("America/Chicago");
        assertThat(trigger.getCronExpression()).isEqualTo("0 20 8 ? * SUN");
        assertThat(trigger.getMisfireInstruction()).isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING);
    }

    @Test
    void theStartRouteWatchesUntilTheAddressesAreInPlace() throws Exception {
        ec2.before("DescribeInstances", any -> clock.pass(Duration.ofSeconds(1)));
        context.start();

        ring("sunday-service.start");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> ec2.holder("eipalloc-0123456789abcdef0").isPresent());
        assertThat(ec2.mutations)
                .filteredOn(call -> call.endsWith("f0"))
                .containsExactly(
                        "START i-0123456789abcdef0", "ASSOCIATE eipalloc-0123456789abcdef0 eni-0123456789abcdef0");
    }

    @Test
    void aFailedLookFailsNoFurtherRing() throws Exception {
        context.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> ec2.mutations.size() == 2);
        clock.set("2026-11-23T01:00:00Z");
        ec2.before("DescribeInstances", any -> {
            ec2.mend("DescribeInstances");
            throw SimulatedEc2.noAnswer();
        });

        ring("sunday-service.stop");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        ec2.reads.stream().filter("DescribeInstances"::equals).count() > 3);
        ring("sunday-service.stop");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        ec2.reads.stream().filter("DescribeInstances"::equals).count() > 5);
        clock.pass(Stage.TICK); // seen running once, and now again
        ring("sunday-service.stop");

        await().atMost(Duration.ofSeconds(20)).until(() -> ec2.mutations.contains("STOP i-0123456789abcdef0"));
    }

    private CronTrigger trigger(String routeId) throws Exception {
        return (CronTrigger) scheduler().getTriggersOfJob(new JobKey(routeId, "windows")).stream()
                .map(Trigger.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void ring(String routeId) throws Exception {
        scheduler().triggerJob(new JobKey(routeId, "windows"), trigger(routeId).getJobDataMap());
    }

    private Scheduler scheduler() {
        return context.getComponent("quartz", QuartzComponent.class).getScheduler();
    }

    /** In the place of {@link RuntimeWatch}. */
    public static final class NothingOutside {
        public void look() {}
    }
}
