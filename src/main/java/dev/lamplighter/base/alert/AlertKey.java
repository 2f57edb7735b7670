package dev.lamplighter.base.alert;

import dev.lamplighter.base.SqlExecutor;

/**
 * Names the place that an alert is about. There is at most one alert per place.
 *
 * @param area one of {@link dev.lamplighter.base.SetAside#AREAS}, or {@link dev.lamplighter.base.StateFileIntegrity#AREA}
 * @param subject the window, the query, or {@link SetAsideItemAlerts#SUBJECT}
 * @param resource an instance id, an allocation id, or another part of the subject
 */
public record AlertKey(String area, String subject, String resource) {
    /** A long name is cut to the column that keeps it, so that what was raised there is found again. */
    public AlertKey {
        subject = SqlExecutor.cut(subject, 200);
        resource = SqlExecutor.cut(resource, 500);
    }
}
