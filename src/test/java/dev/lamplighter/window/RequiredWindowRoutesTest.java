package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.window.watch.RuntimeOutsideWatch;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.Trigger;

/** The shipped route files in a CamelContext, over the simulated EC2. */
final class RequiredWindowRoutesTest {
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
    private final WindowCamel camel = new WindowCamel(WINDOWS, clock, ec2);
    private final CamelContext context = camel.context;

    @BeforeEach
    void loadRoutes() throws Exception {
        camel.load();
    }

    @AfterEach
    void close() {
        camel.close();
    }

    @Test
    void madeRoutesHaveIdsOfTheirOwn() {
        context.start();

        assertThat(context.getRoutes().stream().map(Route::getRouteId))
                .containsExactlyInAnyOrder(
                        "window-due",
                        "window-phase",
                        "ec2-start",
                        "ec2-start-call",
                        "ec2-run",
                        "ec2-run-call",
                        "ec2-stop",
                        "ec2-stop-call",
                        "ec2-hibernate",
                        "ec2-hibernate-call",
                        "ec2-drain",
                        "ec2-drain-call",
                        "ec2-terminate",
                        "ec2-terminate-call",
                        "ec2-associate",
                        "ec2-associate-call",
                        "ec2-attach",
                        "ec2-attach-call",
                        "ec2-dry-run",
                        "ec2-modify",
                        "ec2-modify-call",
                        "windows-reconcile",
                        "windows-outside",
                        "windows-scale",
                        "cloudwatch-metrics",
                        "windows-deadlines",
                        "windows-calendars",
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

    /** In the place of {@link RuntimeOutsideWatch}. */
    public static final class NothingOutside {
        public void look() {}
    }

    /** In the place of {@link dev.lamplighter.window.calendar.CalendarRefresh}. */
    public static final class NothingToFetch {
        public void refresh() {}
    }
}
