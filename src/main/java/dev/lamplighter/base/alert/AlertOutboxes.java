package dev.lamplighter.base.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The outboxes of a service in one, for the route that passes alerts on: windows may keep theirs in another database. */
public final class AlertOutboxes {
    private final List<AlertOutbox> outboxes;
    private final Runnable before;
    private final Map<AlertNotice, AlertOutbox> handedOut = new ConcurrentHashMap<>();

    /** With nobody who looks before. */
    public AlertOutboxes(List<AlertOutbox> outboxes) {
        this(outboxes, () -> {});
    }

    /**
     * In the order in which they are asked.
     *
     * @param outboxes the same one may be there twice
     * @param before looks for alerts each time before the outboxes are asked
     */
    public AlertOutboxes(List<AlertOutbox> outboxes, Runnable before) {
        this.outboxes = outboxes.stream().distinct().toList();
        this.before = before;
    }

    /** See {@link AlertOutbox#pending()}. An outbox that can't be read is told when the others have nothing left. */
    public List<AlertNotice> pending() {
        List<AlertNotice> notices = new ArrayList<>();
        RuntimeException failure = null;
        try {
            before.run();
        } catch (RuntimeException e) {
            failure = e;
        }
        for (AlertOutbox outbox : outboxes) {
            try {
                List<AlertNotice> due = outbox.pending();
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

    /** See {@link AlertOutbox#sent(AlertNotice)}. */
    public void sent(AlertNotice notice) {
        AlertOutbox outbox = handedOut.remove(notice);
        if (outbox != null) {
            outbox.sent(notice);
        }
    }
}
