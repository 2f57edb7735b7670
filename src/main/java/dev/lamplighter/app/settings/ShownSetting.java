package dev.lamplighter.app.settings;

/**
 * Describes a setting for people.
 *
 * @param value {@code ***} for a secret that is set
 * @param usual its default; empty if it has none
 * @param place file and line, {@code system property} or {@code default}
 */
public record ShownSetting(String key, String value, String usual, String place) {
    /** Whether the value is another than the default. */
    public boolean isChanged() {
        return !value.equals(usual);
    }
}
