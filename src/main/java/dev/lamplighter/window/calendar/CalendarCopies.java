package dev.lamplighter.window.calendar;

import java.net.URI;
import java.util.Optional;

/** Knows the copies of calendars that lie at a URL. */
public interface CalendarCopies {
    /** There are none. */
    CalendarCopies NONE = url -> Optional.empty();

    /** The last good one. */
    Optional<CalendarCopy> of(URI url);
}
