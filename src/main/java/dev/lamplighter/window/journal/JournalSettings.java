package dev.lamplighter.window.journal;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the settings {@code windows.journal.*} of application.properties.
 *
 * @param url of a PostgreSQL database of the journal's own; none for the database of the state
 * @param user empty for the driver's default, the name of the process's user
 * @param lease how long a copy may act after it has last renewed the lease
 */
public record JournalSettings(Optional<String> url, String user, Duration lease) {
    private static final String LEASE = "windows.journal.lease";
    /** The lease must survive a slow answer of the database. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    public static JournalSettings of(Settings settings) {
        Optional<String> url = SharedDatabase.url(settings, "windows.journal.url");
        Duration lease = settings.optional(LEASE).isEmpty()
                ? StateSettings.of(settings).lease()
                : settings.duration(LEASE, SHORTEST, SHORTEST, Duration.ofHours(1));
        return new JournalSettings(url, settings.text("windows.journal.user", ""), lease);
    }
}
