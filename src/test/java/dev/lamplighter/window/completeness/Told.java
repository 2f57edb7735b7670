package dev.lamplighter.window.completeness;

import java.time.Instant;

/**
 * News of an alert, as a person got it.
 *
 * @param raised or cleared
 * @param place what the alert is about; there is one alert at a place at a time
 * @param text names the windows
 */
public record Told(Instant at, boolean raised, String code, String place, String text) {}
