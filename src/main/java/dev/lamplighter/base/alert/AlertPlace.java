package dev.lamplighter.base.alert;

/**
 * What an alert is about; there is at most one alert at a place.
 *
 * @param area {@code windows} or {@code costs}
 * @param subject the window or the query
 * @param resource an instance id, an allocation id, or whatever of the subject it is about
 */
public record AlertPlace(String area, String subject, String resource) {}
