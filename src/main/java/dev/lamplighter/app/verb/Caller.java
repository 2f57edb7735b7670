package dev.lamplighter.app.verb;

import dev.lamplighter.base.LoginUser;

/**
 * The caller of a verb, as far as the interface knows.
 *
 * @param door {@code socket}, {@code http}, {@code jmx} or {@code command}
 * @param user the login name by the operating system; empty where that isn't known
 */
public record Caller(String door, String user) {
    /** This process itself, where no service runs. */
    public static Caller atTheCommandLine() {
        return new Caller("command", LoginUser.name());
    }

    /** The name that the journal keeps: the one given, or else the login name. */
    String named(String said) {
        return said.isBlank() ? user : said.strip();
    }

    /** What is added to the reason if the name given is not the login name. */
    String remark(String said) {
        return user.isEmpty() || named(said).equals(user) ? "" : " (login " + user + ")";
    }
}
