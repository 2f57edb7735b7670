package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Error;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.LaunchDecision;
import dev.lamplighter.window.plan.LaunchRules;
import dev.lamplighter.window.plan.TypeChange;
import dev.lamplighter.window.state.ObservationHistory;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Writes each call into the journal before it is made, and its result afterwards. If the process is killed in between, the
 * journal says more than was done, never less. Not thread-safe; guarded by its owner's lock.
 */
final class CallJournal {
    private final WindowJournal journal;
    private final InstantSource clock;
    private final WindowAlerts windowAlerts;
    private final ObservationHistory reconcileHistory;

    CallJournal(
            WindowJournal journal,
            InstantSource clock,
            WindowAlerts windowAlerts,
            ObservationHistory reconcileHistory) {
        this.journal = journal;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.reconcileHistory = reconcileHistory;
    }

    /**
     * Whether the decision must not be carried out because it would start something and the next start of the service would
     * not find the journal. Decisions that end something are allowed.
     */
    boolean isBarred(Decision decision) {
        boolean isGivenBack = decision instanceof InstanceDecision instance
                && instance.typeChange().filter(TypeChange::isGivenBack).isPresent();
        boolean begins = decision.action().begins() || (decision.action() == Action.MODIFY && !isGivenBack);
        return begins && journal.file().displacement().isPresent();
    }

    /** Writes the call into the journal; must be called right before it is made. */
    void intend(Decision decision, OccurrenceRecord entry) {
        LastCall call = new LastCall(decision.resource(), decision.action().name(), clock.instant());
        OccurrenceRecord before = entry.withAttempt(decision.reason());
        OccurrenceRecord intended = intended(decision, before);
        Optional<TypeChange> change =
                decision instanceof InstanceDecision instance ? instance.typeChange() : Optional.empty();
        if (change.isPresent()) {
            journal.save(intended, call, change.get().known());
            reconcileHistory.lent(change.get());
        } else {
            journal.save(intended, call);
        }
        reconcileHistory.called(call);
    }

    private static OccurrenceRecord intended(Decision decision, OccurrenceRecord before) {
        if (decision instanceof InstanceDecision instance) {
            return before.withClaim(instance.resource(), instance.claim());
        }
        return decision instanceof LaunchDecision launch
                ? launch.slotLaunch().map(before::withLaunch).orElse(before)
                : before;
    }

    /**
     * Records the instance that a call has launched.
     *
     * @param entry as the journal has it now
     */
    void launched(Decision decision, OccurrenceRecord entry, LaunchedInstance instance) {
        launch(decision, entry)
                .ifPresent(launch -> journal.save(
                        entry.withLaunch(launch.launched(instance.id(), instance.eni())), clock.instant()));
    }

    /** The launch that a decision asked for, as the journal has it now. */
    private static Optional<SlotLaunch> launch(Decision decision, OccurrenceRecord entry) {
        return decision instanceof LaunchDecision launch
                ? entry.unanswered().stream()
                        .filter(one -> launch.slotLaunch()
                                .filter(asked -> asked.clientToken().equals(one.clientToken()))
                                .isPresent())
                        .findFirst()
                : Optional.empty();
    }

    /** Records that EC2 has accepted the call. */
    void done(Decision decision) {
        windowAlerts.done(decision);
    }

    /**
     * Records that the call failed.
     *
     * @param entry as the journal has it now
     */
    void refused(Decision decision, OccurrenceRecord entry, RuntimeException failure) {
        if (isUnsent(failure)) {
            journal.save(
                    List.of(new LastCall(decision.resource(), decision.action().name(), Instant.EPOCH)));
            reconcileHistory.unsent(decision.resource());
            return;
        }
        Ec2CallException refusal = failure instanceof Ec2CallException ec2
                ? ec2
                : new Ec2CallException("", String.valueOf(failure.getMessage()), failure);
        Problem problem = failure instanceof ProblemException known ? known.problem() : refused(decision, refusal);
        windowAlerts.failed(decision.window(), problem, Ec2Error.of(refusal).severity());
        journal.save(
                afterFailure(decision, entry, refusal.errorCode(), clock.instant())
                        .withError(decision.resource() + ": " + refusal.getMessage()),
                clock.instant());
    }

    /** Whether this copy had lost the lease, so that EC2 was not called: there is nothing to wait for. */
    private static boolean isUnsent(RuntimeException failure) {
        return failure instanceof ProblemException known
                && known.problem().code().equals(ConfigProblemCode.OTHER_COPY_ACTS.text());
    }

    /** The entry after a failed call. A failed start is not counted; if it happened nevertheless, the next pass sees it. */
    private static OccurrenceRecord afterFailure(Decision decision, OccurrenceRecord entry, String code, Instant now) {
        String id = decision.resource();
        boolean nextType = Ec2Error.of(code).isForType();
        return switch (decision.action()) {
            case START -> entry.withClaim(id, entry.claim(id).notStarted(code, nextType));
            case MODIFY -> entry.withClaim(id, entry.claim(id).refused(code, true));
            case RUN ->
                launch(decision, entry)
                        .map(launch -> entry.withLaunch(
                                Ec2Error.isUnclear(code) || !launch.isDecidedByRefusal(now, LaunchRules.LAG)
                                        ? launch.unanswered()
                                        : launch.refused(code)))
                        .orElse(entry);
            case DRAIN, TERMINATE ->
                entry.isLaunched(id) ? entry.withClaim(id, entry.claim(id).refused(code, false)) : entry;
            default -> entry;
        };
    }

    private static Problem refused(Decision decision, Ec2CallException e) {
        return new Problem(
                WindowProblemCode.CALL_FAILED,
                decision.resource(),
                decision.action() + " failed",
                String.valueOf(e.getMessage()),
                Ec2Error.of(e).fix());
    }
}
