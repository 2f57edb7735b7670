package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.LeaseException;
import dev.lamplighter.window.journal.JournalException;

/** Checks and reports whether this copy may act. Not thread-safe; guarded by its owner's lock. */
public final class LeaseWatch {
    private static final String JOURNAL = "journal";

    private final Lease lease;
    private final WindowAlerts windowAlerts;
    private final Runnable forget;
    private boolean acted;
    private long term;

    /** @param forget drops all that is known from earlier passes: another copy may have acted since */
    public LeaseWatch(Lease lease, WindowAlerts windowAlerts, Runnable forget) {
        this.lease = lease;
        this.windowAlerts = windowAlerts;
        this.forget = forget;
        this.acted = lease.isHeld();
        this.term = lease.term();
    }

    /** Whether this copy holds the lease now; one that does not only watches. */
    public boolean mayAct() {
        boolean may = renewed();
        if (may != acted || lease.term() != term) {
            forget.run();
        }
        acted = may;
        term = lease.term();
        if (may) {
            windowAlerts.settled(JOURNAL, JOURNAL, "this copy acts");
        } else {
            windowAlerts.watching(JOURNAL, watching(lease.holder()));
        }
        return may;
    }

    private boolean renewed() {
        try {
            return lease.renew();
        } catch (LeaseException e) {
            throw new JournalException(e);
        }
    }

    private static Problem watching(String holder) {
        return new Problem(
                WindowProblemCode.ONLY_WATCHES,
                JOURNAL,
                "this copy only watches",
                holder + " holds the lease, so that copy acts on the windows",
                "nothing, if that copy is well; this one takes over as soon as the lease is no longer renewed");
    }
}
