package dev.lamplighter.app.http;

/** Writes the link to the status page with its token. */
public final class PageLink {
    private PageLink() {}

    /**
     * The token stands behind the {@code #}, which a browser sends to nobody: no log and no {@code Referer} has it.
     *
     * @throws dev.lamplighter.base.ProblemException when the token can't be read
     */
    public static String of(HttpSettings settings) {
        return "http://127.0.0.1:" + settings.port() + "/#token=" + TokenFile.read(settings.tokenFile());
    }
}
