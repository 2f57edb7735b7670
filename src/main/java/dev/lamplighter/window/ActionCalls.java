package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.window.action.BlockedActionProblems;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.action.Ec2CallMapper;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.watch.WindowAlerts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ec2Request;

/** Lets an action's route make its call: decides again before it, and records afterwards how it went. Thread-safe. */
public final class ActionCalls {
    private final WindowsLock lock;
    private final ReconcilePass reconciliation;
    private final WindowAlerts windowAlerts;

    ActionCalls(WindowsLock lock, ReconcilePass reconciliation, WindowAlerts windowAlerts) {
        this.lock = lock;
        this.reconciliation = reconciliation;
        this.windowAlerts = windowAlerts;
    }

    /**
     * Decides again and writes the call into the journal if the decision is still the same; then the caller makes the call
     * at once.
     *
     * @return why the call is not to be made; empty if it is
     * @throws ProblemException when EC2 can't be called
     */
    public Optional<String> intend(DueAction due) {
        return lock.during(() -> reconciliation.intend(due));
    }

    /**
     * Records that EC2 has accepted a call that was {@link #intend intended}.
     *
     * @param answer EC2's, which names the instance that was launched
     */
    public void done(DueAction due, @Nullable Object answer) {
        lock.run(() -> {
            reconciliation.calls().done(due, Ec2CallMapper.launched(due.decision(), answer));
            reconciliation.calls().count(due, "");
        });
    }

    /** Records that the steps before a call have ended in time. */
    void stepsPassed(DueAction due) {
        lock.run(() -> windowAlerts.settled(due.window(), BlockedActionProblems.place(due), "its steps have ended"));
    }

    /**
     * Records that a call that was {@link #intend intended} failed.
     *
     * @param failure a {@link Ec2CallException} when EC2 refused it or gave no answer
     */
    public void refused(DueAction due, RuntimeException failure) {
        String code = failure instanceof Ec2CallException ec2 ? ec2.errorCode() : "";
        lock.run(() -> {
            reconciliation.calls().refused(due, failure);
            reconciliation.calls().count(due, code.isEmpty() ? "no answer" : code);
        });
    }

    /** Records that the steps before a call failed, or took too long. */
    void stepsFailed(DueAction due, Problem problem) {
        lock.run(() -> windowAlerts.failed(due.window(), problem, AlertSeverity.ERROR));
    }

    /** What a route sends to EC2 for an action. */
    public Ec2Request request(DueAction due) {
        return Ec2CallMapper.request(due.decision());
    }

    /** Whether this is what EC2 answers to {@link #request}. */
    public boolean isAnswer(DueAction due, @Nullable Object answer) {
        return due.action().operation().isAnswer(answer);
    }

    /** The account and region of an action's occurrence. */
    public AccountRegion accountRegion(DueAction due) {
        return lock.during(() -> reconciliation.calls().accountRegion(due));
    }
}
