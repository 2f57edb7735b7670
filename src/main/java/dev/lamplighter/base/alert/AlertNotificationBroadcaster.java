package dev.lamplighter.base.alert;

import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;

/** Emits a JMX notification for each alert of its area that is raised or cleared; a base class of MBeans. */
public class AlertNotificationBroadcaster extends NotificationBroadcasterSupport {
    private static final String TYPE = "dev.lamplighter.alert.";

    private final AlertOutbox outbox;
    private final String source;

    /**
     * Makes a broadcaster that emits nothing before {@link #emit} is called.
     *
     * @param source the MBean's name
     */
    protected AlertNotificationBroadcaster(AlertOutbox outbox, String source) {
        super(new MBeanNotificationInfo(
                new String[] {TYPE + "raised", TYPE + "cleared"},
                Notification.class.getName(),
                "An alert was raised or cleared; the user data is a map of its fields"));
        this.outbox = outbox;
        this.source = source;
    }

    /**
     * Starts emitting.
     *
     * @param area see {@link AlertKey#area()}
     */
    protected final void emit(String area) {
        outbox.listen(notice -> {
            if (notice.alert().place().area().equals(area)) {
                emit(notice);
            }
        });
    }

    private void emit(AlertStateChange notice) {
        String type = notice.state().equals(AlertStateChange.RAISED) ? "raised" : "cleared";
        Notification notification = new Notification(
                TYPE + type,
                source,
                notice.number(),
                outbox.clock().millis(),
                notice.alert().text());
        notification.setUserData(notice.fields());
        sendNotification(notification);
    }
}
