package dev.lamplighter.base.alert;

/**
 * Names the place that an alert is about. There is at most one alert per place.
 *
 * @param area one of {@link dev.lamplighter.base.SetAside#AREAS}, or {@link dev.lamplighter.base.StateFileIntegrity#AREA}
 * @param subject the window, the query, or {@link SetAsideItemAlerts#SUBJECT}
 * @param resource an instance id, an allocation id, or another part of the subject
 */
public record AlertKey(String area, String subject, String resource) {}
