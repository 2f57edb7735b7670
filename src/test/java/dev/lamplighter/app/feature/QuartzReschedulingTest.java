package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/** A real Quartz whose next times were reckoned on a clock two hours ahead, which was set right since. */
final class QuartzReschedulingTest {
    private static final TriggerKey EDGE = TriggerKey.triggerKey("edge", "windows");
    private static final TriggerKey DAILY = TriggerKey.triggerKey("daily", "windows");
    private static final TriggerKey OFTEN = TriggerKey.triggerKey("often", "mine");

    private final InstantSource clock = InstantSource.system();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Scheduler scheduler;

    @BeforeEach
    void reckonOnAClockTwoHoursAhead() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quartz:windows/edge?cron=0/1+*+*+*+*+?&trigger.misfireInstruction=2&trigger.timeZone=Asia/Tokyo")
                        .routeId("edge")
                        .to("mock:edge");
                from("quartz:windows/daily?cron=0+30+8+*+*+?&trigger.misfireInstruction=2")
                        .to("mock:daily");
                from("quartz:windows/once?cron=0+0+9+1+1+?+2098&trigger.misfireInstruction=2")
                        .to("mock:once");
                from("quartz:mine/often?trigger.repeatInterval=1000").to("mock:often");
            }
        });
        context.start();
        scheduler = context.getComponent("quartz", QuartzComponent.class).getScheduler();
        for (TriggerKey key : new TriggerKey[] {EDGE, DAILY, OFTEN}) {
            Trigger known = scheduler.getTrigger(key);
            scheduler.rescheduleJob(
                    key,
                    known.getTriggerBuilder()
                            .startAt(Date.from(clock.instant().plus(Duration.ofHours(2))))
                            .build());
        }
        assertThat(next(EDGE)).isAfter(clock.instant().plus(Duration.ofMinutes(119)));
    }

    @AfterEach
    void close() {
        context.stop();
    }

    private Instant next(TriggerKey key) {
        try {
            return scheduler.getTrigger(key).getNextFireTime().toInstant();
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEdgesRingAgainByTheClockThatWasSetRight() throws Exception {
        MockEndpoint edge = context.getEndpoint("mock:edge", MockEndpoint.class);
        MockEndpoint often = context.getEndpoint("mock:often", MockEndpoint.class);
        int before = edge.getReceivedCounter();
        int oftenBefore = often.getReceivedCounter();

        QuartzRescheduling.rescheduleAll(context, clock);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> edge.getReceivedCounter() > before && often.getReceivedCounter() > oftenBefore);
        CronTrigger trigger = (CronTrigger) scheduler.getTrigger(EDGE);
        assertThat(trigger.getTimeZone().getID()).isEqualTo("Asia/Tokyo");
        assertThat(trigger.getMisfireInstruction()).isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING);
    }

    @Test
    void anEdgeThatRangOnTheWrongClockIsDueAgain() {
        QuartzRescheduling.rescheduleAll(context, clock);

        assertThat(next(DAILY)).isBetween(clock.instant(), clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void aDateThatIsPastOnAClockTooFarAheadHindersNoOtherAndIsDueAgain() {
        Instant ahead = Instant.parse("2099-01-01T00:00:00Z");

        QuartzRescheduling.rescheduleAll(context, () -> ahead);

        assertThat(next(EDGE)).isAfterOrEqualTo(ahead);
        assertThat(next(DAILY)).isAfterOrEqualTo(ahead);
        assertThat(next(TriggerKey.triggerKey("once", "windows"))).isBefore(ahead);
    }

    @Test
    void whatWasPausedStaysPaused() throws Exception {
        scheduler.pauseTrigger(EDGE);

        QuartzRescheduling.rescheduleAll(context, clock);

        assertThat(scheduler.getTriggerState(EDGE)).isEqualTo(Trigger.TriggerState.PAUSED);
    }

    @Test
    void withoutQuartzThereIsNothingToDo() throws Exception {
        try (DefaultCamelContext none = new DefaultCamelContext()) {
            QuartzRescheduling.rescheduleAll(none, clock);
            assertThat(none.hasComponent("quartz")).isNull();
        }
    }
}
