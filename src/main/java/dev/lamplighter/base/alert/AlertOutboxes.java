package dev.lamplighter.base.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Combines the outboxes of a service for the route that passes alerts on; the windows may keep theirs in another database.
 */
public final class AlertOutboxes {
    private final List<AlertOutbox> outboxes;
    private final Runnable before;
    private final Map<AlertStateChange, AlertOutbox> handedOut = new ConcurrentHashMap<>();

    /**
     * Makes one that reads the outboxes in the given order.
     *
     * @param outboxes may contain the same outbox twice
     * @param before looks for new alerts, each time before the outboxes are read
     */
    public AlertOutboxes(List<AlertOutbox> outboxes, Runnable before) {
        this.outboxes = outboxes.stream().distinct().toList();
        this.before = before;
    }

    /**
     * See {@link AlertOutbox#pending()}. If an outbox can't be read, its failure is thrown once the others have nothing
     * left.
     */
    public List<AlertStateChange> pending() {
        List<AlertStateChange> notices = new ArrayList<>();
        RuntimeException failure = null;
        try {
            before.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (AlertOutbox outbox : outboxes) {
            try {
                List<AlertStateChange> due = outbox.pending();
                due.forEach(notice -> handedOut.put(notice, outbox));
                notices.addAll(due);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null && notices.isEmpty()) {
            throw failure;
        }
        return notices;
    }

    /** See {@link AlertOutbox#sent(AlertStateChange)}. */
    public void sent(AlertStateChange notice) {
        AlertOutbox outbox = handedOut.remove(notice);
        if (outbox != null) {
            outbox.sent(notice);
        }
    }
}
