package dev.lamplighter.base;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds the settings {@code state.*} of application.properties, without the folder.
 *
 * @param url of a PostgreSQL database that copies of the service share; none for the state database in the state folder
 * @param user empty for the driver's default, the name of the process's user
 * @param copy what this copy is called where others are told who acts; empty for the name of the machine
 * @param lease how long a copy may act after it has last renewed a lease
 */
public record StateSettings(Optional<String> url, String user, String copy, Duration lease) {
    public static final String URL = "state.url";
    private static final String COPY = "state.copy";
    private static final String COPY_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    /** A lease must survive two answers of the database that take too long. */
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /** What this copy is called, and something that no other copy has behind a slash. */
    public String self() {
        return (copy.isEmpty() ? machine() : copy) + "/" + UUID.randomUUID();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed"; // a machine without a name of its own
        }
    }

    public static StateSettings of(Settings settings) {
        String copy = settings.text(COPY, "");
        if (!copy.isEmpty() && !copy.matches(COPY_FORM)) {
            throw Settings.refused(
                    COPY, copy, "letters, digits, dots and hyphens, at most 40, or nothing", "write another name");
        }
        return new StateSettings(
                SharedDatabase.url(settings, URL),
                settings.text("state.user", ""),
                copy,
                settings.duration("state.lease", SHORTEST, SHORTEST, Duration.ofHours(1)));
    }
}
