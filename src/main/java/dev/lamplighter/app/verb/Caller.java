package dev.lamplighter.app.verb;

/**
 * Who says something, as far as the door knows.
 *
 * @param door {@code socket}, {@code http}, {@code jmx} or {@code command}
 * @param user whom the operating system says it is; empty where it doesn't say
 */
public record Caller(String door, String user) {
    /** The name that the journal keeps: what was said, and who it really was if that is known and another. */
    String named(String said) {
        if (user.isEmpty()) {
            return said;
        }
        return said.isBlank() || said.strip().equals(user) ? user : said.strip() + " (login " + user + ")";
    }
}
