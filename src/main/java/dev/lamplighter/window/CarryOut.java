package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.VolumeDecision;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Carries decisions out: first the journal, then EC2. Whenever the process is killed in between, the journal says more than
 * was done, never less. Not thread-safe; guarded by its owner's lock.
 */
final class CarryOut {
    private final WindowJournal journal;
    private final EntryPlaces places;
    private final InstantSource clock;
    private final Reports reports;
    private final Map<String, LastCall> lastCalls;

    CarryOut(WindowJournal journal, EntryPlaces places, InstantSource clock, Reports reports) {
        this.journal = journal;
        this.places = places;
        this.clock = clock;
        this.reports = reports;
        this.lastCalls = new HashMap<>(journal.lastCalls());
    }

    /** By resource, those of this run and those of the runs before it. */
    Map<String, LastCall> lastCalls() {
        return lastCalls;
    }

    /**
     * Makes the call that the decision asks for.
     *
     * @return the entry as it is in the journal now
     */
    JournalEntry perform(Decision decision, JournalEntry entry) {
        LastCall call = new LastCall(decision.resource(), decision.action().name(), clock.instant());
        JournalEntry before = entry.withAttempt(decision.reason());
        JournalEntry intended = decision instanceof InstanceDecision instance
                ? before.withClaim(instance.resource(), instance.claim())
                : before;
        journal.save(intended, call);
        lastCalls.put(call.resource(), call);
        try {
            call(decision, places.ec2(entry));
            reports.done(decision);
            return intended;
        } catch (Ec2CallException e) {
            reports.failed(decision.window(), refused(decision, e));
            JournalEntry after =
                    afterFailure(decision, before, intended).withError(decision.resource() + ": " + message(e));
            journal.save(after, clock.instant());
            return after;
        }
    }

    /** A failed start is not counted; whether it happened all the same is seen at the next look. */
    private static JournalEntry afterFailure(Decision decision, JournalEntry before, JournalEntry intended) {
        return decision.action() == Action.START
                ? before.withClaim(
                        decision.resource(), before.claim(decision.resource()).as(Claim.STARTING))
                : intended;
    }

    private static void call(Decision decision, Ec2Actions ec2) {
        String resource = decision.resource();
        switch (decision.action()) {
            case START -> ec2.start(resource);
            case STOP -> ec2.stop(resource);
            case HIBERNATE -> ec2.hibernate(resource);
            case TERMINATE -> ec2.terminate(resource);
            case ASSOCIATE -> {
                if (decision instanceof AddressDecision address) {
                    ec2.associate(address.address().association());
                }
            }
            case ATTACH -> {
                if (decision instanceof VolumeDecision volume) {
                    ec2.attachVolume(
                            resource,
                            volume.volume().instance(),
                            volume.volume().device());
                }
            }
            case WAIT, ALERT, NONE -> throw new IllegalArgumentException("nothing to call for " + decision.action());
        }
    }

    private static Problem refused(Decision decision, Ec2CallException e) {
        return new Problem(
                "WINDOW-108",
                decision.resource(),
                decision.action() + " failed",
                message(e),
                "it is tried again while the window needs it; check the permissions if it stays");
    }

    private static String message(Ec2CallException e) {
        return String.valueOf(e.getMessage());
    }
}
