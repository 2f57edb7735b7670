package dev.lamplighter.app.verb;

import dev.lamplighter.base.LoginUser;

/**
 * Who says something, as far as the door knows.
 *
 * @param door {@code socket}, {@code http}, {@code jmx} or {@code command}
 * @param user whom the operating system says it is; empty where it doesn't say
 */
public record Caller(String door, String user) {
    /** This process itself, where no service runs. */
    public static Caller atTheCommandLine() {
        return new Caller("command", LoginUser.name());
    }

    /** The name that the journal keeps: what was said, or else whom the operating system names. */
    String named(String said) {
        return said.isBlank() ? user : said.strip();
    }

    /** What is added to the reason of one who goes by another name. */
    String remark(String said) {
        return user.isEmpty() || named(said).equals(user) ? "" : " (login " + user + ")";
    }
}
