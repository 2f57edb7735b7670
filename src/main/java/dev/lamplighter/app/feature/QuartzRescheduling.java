package dev.lamplighter.app.feature;

import java.time.InstantSource;
import java.util.Date;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reschedules all of Quartz's triggers. Quartz keeps the next time of each trigger and waits for it by the wall clock. After
 * the clock was set back, no trigger would fire until the clock has caught up.
 */
final class QuartzRescheduling {
    private static final Logger LOG = LoggerFactory.getLogger(QuartzRescheduling.class);

    private QuartzRescheduling() {}

    /** Reschedules them from now on; a paused trigger stays as it is, and one that can't be rescheduled is reported. */
    static void rescheduleAll(CamelContext context, InstantSource clock) {
        if (!(context.hasComponent("quartz") instanceof QuartzComponent quartz) || quartz.getScheduler() == null) {
            return;
        }
        Scheduler scheduler = quartz.getScheduler();
        try {
            for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyGroup())) {
                Trigger known = scheduler.getTrigger(key);
                if (known != null && scheduler.getTriggerState(key) != Trigger.TriggerState.PAUSED) {
                    reschedule(scheduler, known, clock);
                }
            }
        } catch (SchedulerException e) {
            LOG.warn(
                    "starts and stops of windows may be late until the service is started again; reconciliation makes"
                            + " up for it: {}",
                    e.toString());
        }
    }

    private static void reschedule(Scheduler scheduler, Trigger known, InstantSource clock) throws SchedulerException {
        Date now = Date.from(clock.instant());
        if (known instanceof CronTrigger) {
            Trigger anew = known.getTriggerBuilder().startAt(now).build();
            // A trigger that has fired for the last time, by a clock that was ahead, may be due again after the clock
            // was set back.
            if (anew.getFireTimeAfter(now) != null) {
                scheduler.rescheduleJob(known.getKey(), anew);
            }
        } else if (known instanceof SimpleTrigger simple
                && simple.getRepeatCount() == SimpleTrigger.REPEAT_INDEFINITELY) {
            Date next = Date.from(clock.instant().plusMillis(simple.getRepeatInterval()));
            scheduler.rescheduleJob(
                    known.getKey(), known.getTriggerBuilder().startAt(next).build());
        }
    }
}
