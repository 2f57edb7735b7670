package dev.lamplighter.window.journal;

import dev.lamplighter.base.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the settings {@code windows.journal.*} of application.properties.
 *
 * @param url of a PostgreSQL database; none for the state database of this machine
 * @param user empty for the driver's default, the name of the process's user
 * @param lease how long a copy may act after it has last renewed the lease
 */
public record JournalSettings(Optional<String> url, String user, Duration lease) {
    private static final String URL = "windows.journal.url";
    private static final String LEASE = "windows.journal.lease";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    /** The lease must survive a slow answer of the database. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    public static JournalSettings of(Settings settings) {
        Optional<String> url = settings.optional(URL);
        url.filter(text -> !text.startsWith(POSTGRESQL)).ifPresent(text -> {
            throw Settings.refused(
                    URL, text, POSTGRESQL + "//host/database, or nothing", "write the URL of PostgreSQL");
        });
        Duration lease = settings.duration(LEASE, Duration.ofSeconds(90), SHORTEST, Duration.ofHours(1));
        return new JournalSettings(url, settings.text("windows.journal.user", ""), lease);
    }
}
