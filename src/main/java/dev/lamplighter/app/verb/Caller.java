package dev.lamplighter.app.verb;

import dev.lamplighter.base.LoginUser;

/**
 * Names the caller of a verb, as far as the interface knows it.
 *
 * @param door {@code socket}, {@code http}, {@code jmx} or {@code command}
 * @param user the login name by the operating system; empty where that isn't known
 */
public record Caller(String door, String user) {
    private static final String COMMAND = "command";

    /** The caller in this process, while no service runs. */
    public static Caller atTheCommandLine() {
        return new Caller(COMMAND, LoginUser.name());
    }

    /** Whether whoever asks also reads the log of this process. */
    boolean isAtTheCommandLine() {
        return door.equals(COMMAND);
    }

    /** The author for the journal: {@code said} if it isn't empty, otherwise the login name. */
    String named(String said) {
        return said.isBlank() ? user : said.strip();
    }

    /** The addition to the reason that names the login name, if {@code said} is another name; otherwise empty. */
    String remark(String said) {
        return user.isEmpty() || named(said).equals(user) ? "" : " (login " + user + ")";
    }
}
