package dev.lamplighter.window.calendar;

import java.net.URI;
import java.util.Optional;

/** Gives the copies of calendars that are published at a URL. */
public interface CalendarCopies {
    /** Has no copies. */
    CalendarCopies NONE = url -> Optional.empty();

    /** The last good copy of a calendar; empty if there is none. */
    Optional<CalendarCopy> of(URI url);
}
