package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Operation;
import dev.lamplighter.window.ec2.Refusal;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.TypeChange;
import dev.lamplighter.window.plan.VolumeDecision;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Carries decisions out: first the journal, then EC2. Whenever the process is killed in between, the journal says more than
 * was done, never less. Not thread-safe; guarded by its owner's lock.
 */
final class CarryOut {
    private final WindowJournal journal;
    private final EntryPlaces places;
    private final InstantSource clock;
    private final Reports reports;
    private final Memory memory;

    CarryOut(WindowJournal journal, EntryPlaces places, InstantSource clock, Reports reports, Memory memory) {
        this.journal = journal;
        this.places = places;
        this.clock = clock;
        this.reports = reports;
        this.memory = memory;
    }

    /** Whether EC2's rates leave room for the call now; if not, a later look makes it. */
    boolean admits(Decision decision, JournalEntry entry) {
        return places.ec2(entry).admits(operation(decision.action()), decision.resource());
    }

    /** Whether it would begin what the next start won't know of; what ends something goes on. */
    boolean isBarred(Decision decision) {
        boolean begins = switch (decision.action()) {
            case START, ASSOCIATE, ATTACH -> true;
            case MODIFY ->
                !(decision instanceof InstanceDecision instance
                        && instance.typeChange().filter(TypeChange::isGivenBack).isPresent());
            case STOP, HIBERNATE, TERMINATE, WAIT, ALERT, NONE -> false;
        };
        return begins && journal.file().displacement().isPresent();
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
        save(intended, call, decision);
        memory.called(call);
        try {
            call(decision, places.ec2(entry));
            reports.done(decision);
            return intended;
        } catch (Ec2CallException e) {
            reports.failed(
                    decision.window(), refused(decision, e), Refusal.of(e).severity());
            JournalEntry after =
                    afterFailure(decision, intended, e.errorCode()).withError(decision.resource() + ": " + message(e));
            journal.save(after, clock.instant());
            return after;
        }
    }

    private void save(JournalEntry intended, LastCall call, Decision decision) {
        Optional<TypeChange> change =
                decision instanceof InstanceDecision instance ? instance.typeChange() : Optional.empty();
        if (change.isPresent()) {
            journal.save(intended, call, change.get().known());
            memory.lent(change.get());
        } else {
            journal.save(intended, call);
        }
    }

    /** A failed start is not counted; whether it happened all the same is seen at the next look. */
    private static JournalEntry afterFailure(Decision decision, JournalEntry intended, String code) {
        String id = decision.resource();
        boolean nextType = Refusal.of(code).isForType();
        return switch (decision.action()) {
            case START -> intended.withClaim(id, intended.claim(id).notStarted(code, nextType));
            case MODIFY -> intended.withClaim(id, intended.claim(id).refused(code, true));
            case STOP, HIBERNATE, TERMINATE, ASSOCIATE, ATTACH, WAIT, ALERT, NONE -> intended;
        };
    }

    private static Ec2Operation operation(Action action) {
        return switch (action) {
            case START -> Ec2Operation.START_INSTANCES;
            case MODIFY -> Ec2Operation.MODIFY_INSTANCE_ATTRIBUTE;
            case STOP, HIBERNATE -> Ec2Operation.STOP_INSTANCES;
            case TERMINATE -> Ec2Operation.TERMINATE_INSTANCES;
            case ASSOCIATE -> Ec2Operation.ASSOCIATE_ADDRESS;
            case ATTACH -> Ec2Operation.ATTACH_VOLUME;
            case WAIT, ALERT, NONE -> throw new IllegalArgumentException("nothing to call for " + action);
        };
    }

    private static void call(Decision decision, Ec2Actions ec2) {
        String resource = decision.resource();
        switch (decision.action()) {
            case START -> ec2.start(resource);
            case STOP -> ec2.stop(resource);
            case HIBERNATE -> ec2.hibernate(resource);
            case TERMINATE -> ec2.terminate(resource);
            case MODIFY -> {
                if (decision instanceof InstanceDecision instance) {
                    instance.typeChange().ifPresent(change -> ec2.modifyType(resource, change.to()));
                }
            }
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
                Refusal.of(e).fix());
    }

    private static String message(Ec2CallException e) {
        return String.valueOf(e.getMessage());
    }
}
