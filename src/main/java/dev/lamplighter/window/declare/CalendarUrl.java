package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.net.URI;
import java.util.Locale;

/** Reads the URL of a calendar. */
final class CalendarUrl {
    private CalendarUrl() {}

    /** Parses a URL. The scheme {@code webcal:}, by which browsers open a calendar program, means HTTPS. */
    static URI parse(String text) throws InvalidValueException {
        try {
            URI url = URI.create(text.strip().replaceFirst("(?i)^webcals?:", "https:"));
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw refused("it begins with neither https: nor http:");
            }
            if (url.getHost() == null) {
                throw refused("it names no host");
            }
            if (url.getUserInfo() != null) {
                throw refused("a user or password in the URL is not sent");
            }
            return url;
        } catch (IllegalArgumentException e) {
            throw refused("not a URL");
        }
    }

    private static InvalidValueException refused(String why) {
        return new InvalidValueException(
                WindowProblemCode.CALENDAR_BAD_URL,
                why,
                "write the address of the calendar itself, as in https://example.com/holidays.ics");
    }
}
